"""Records as tables that people read: at a glance first, then line by line."""

from endorse_cli.reports.table.tables import put_tables, render_table, render_tables

__all__ = ["put_tables", "render_table", "render_tables"]
