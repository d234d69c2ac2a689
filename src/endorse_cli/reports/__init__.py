"""Records, rubrics and findings as text: values in, text out, every sentence made here.

Nothing in this layer prints, reads a file, the environment or the clock: the same values give
the same bytes.
"""
