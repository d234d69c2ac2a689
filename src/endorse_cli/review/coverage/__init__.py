"""What the cases of a rubric try of it, and cases made up for what they do not try."""
