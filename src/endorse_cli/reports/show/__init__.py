"""A rubric as a document that people read from beginning to end."""

from endorse_cli.reports.show.document import list_rubrics, show_rubric

__all__ = ["list_rubrics", "show_rubric"]
