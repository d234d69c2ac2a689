"""The rubric language in plain words: the same words in every report."""
