"""The shape of the files people write, rubric and candidate, and of all that we write for machines."""
