"""How many nodes diagrams may take before something is worked out in another way, or not at all."""

SCORE_BUDGET = 50_000
CHECK_BUDGET = 300_000
TRIAL_BUDGET = 200_000
"""Live nodes: of a rubric for a candidate, for a check, and with all that is laid beside it: its
changes, another version, or what is looked for in it."""

FIRST, EACH = 4_000, 48
"""Nodes allowed at first, in each order, or so many a question where that is more."""

SPARE = 2
"""How many times as many may stand while something is built, before what is dead is freed."""

LISTED, LISTED_APART = 50_000, 10_000
"""Nodes for all the numbers of an amount inside another, and where parts are worked out apart."""

STRETCH = 10_000
"""Nodes for one stretch of a score's values before it is asked what can be added up."""
