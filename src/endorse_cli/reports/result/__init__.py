"""A candidate's result as people read it: one screen, and more of it on demand."""
