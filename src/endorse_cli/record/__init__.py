"""Assembling the record: what the engine says, as the values that are written to a file."""
