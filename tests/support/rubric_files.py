"""Rubrics beside those that ship, for tests of how things work.

Version 1.0.0 of the default rubric is kept as it was; today's has no set, so that there is one
with a set on top of it.
"""

from pathlib import Path

RUBRICS = Path(__file__).parent / "rubrics"
CLASS_ALIGNMENT_1 = RUBRICS / "class-alignment-1.0.0.yaml"
WITH_A_SET = RUBRICS / "with-a-set.yaml"
