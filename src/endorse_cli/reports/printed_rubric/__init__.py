"""A rubric as a document that people read from beginning to end, and by its ids."""
