"""The shape of every file that people write, and of all that is written for machines."""
