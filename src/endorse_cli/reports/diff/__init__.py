"""What a change of a rubric does, for people: as a table, and as a comment on a change."""

from endorse_cli.reports.diff.markdown import markdown
from endorse_cli.reports.diff.table import render_diff

__all__ = ["markdown", "render_diff"]
