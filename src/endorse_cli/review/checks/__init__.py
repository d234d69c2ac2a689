"""One file per check code that is worked out of a rubric; what each says is in docs/checks."""
