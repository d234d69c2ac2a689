"""Candidates together, for people: a slate by race, and candidates side by side."""
