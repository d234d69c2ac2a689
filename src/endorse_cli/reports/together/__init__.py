"""Candidates together, for people: a slate by race, and candidates side by side."""

from endorse_cli.reports.together.comparison import put_comparison
from endorse_cli.reports.together.sections import put_slate

__all__ = ["put_comparison", "put_slate"]
