"""Endorse: written criteria in, a classification, a recommendation and their reasons out."""
