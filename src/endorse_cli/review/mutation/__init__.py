"""Small changes to a rubric, and whether its cases would notice each of them."""
