"""Endorse: written criteria in; a classification, a recommendation and their reasons out."""

__version__ = "0.1.0"
