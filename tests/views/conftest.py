"""The rubrics and records of the reports' tests."""

from reports.conftest import festival, grants, points, record_of, rubric

__all__ = ["festival", "grants", "points", "record_of", "rubric"]
