"""The pure core: a rubric as an exact decision diagram, and every question as a walk over it."""
