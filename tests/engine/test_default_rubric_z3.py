"""The default rubric against a second reading of its criteria, by an SMT solver.

The conditions below are written by hand from the description of how the criteria are to be read,
not from the rubric file and not from what the engine makes of it. For every decision and row the
solver is asked for a candidate on which the two differ; there is none.
"""

import pytest
import z3

from endorse_cli.api.rubrics import load_rubric
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import Node

DEGREE = ("none", "some", "clear", "defining")
YES_NO = ("no", "yes")
BACKING = ("none", "a_part", "most", "nearly_all")
OFFICES = ("executive", "legislative", "judicial", "advisory", "other")
DOMAINS: dict[str, tuple[str, ...]] = {
    "dsa_member": YES_NO,
    "chapter_member": YES_NO,
    "solicited_endorsement": YES_NO,
    "openly_socialist": YES_NO,
    "accepts_positions": ("no", "core_only", "with_exceptions", "all"),
    "red_lines": ("kept", "past", "crossing"),
    "labor_capital_opposition": DEGREE,
    "mobilizes_class": DEGREE,
    "politicizes_workers": DEGREE,
    "polarizes_against_establishment": DEGREE,
    "labor_backing": BACKING,
    "progressive_backing": BACKING,
    "tenant_backing": BACKING,
    "mass_reach": DEGREE,
    "strong_labor_policy": YES_NO,
    "rooted_in_chapter": DEGREE,
    "viable_path": ("none", "long_shot", "competitive", "favored"),
    "office_kind": OFFICES,
    "office_has_power": YES_NO,
    "socialist_pole": DEGREE,
    "transformative_reforms": DEGREE,
    "coordinates_strategy": DEGREE,
    "party_infrastructure": DEGREE,
    "loyalty_to_dsa": DEGREE,
    "socialists_in_office_group": DEGREE,
    "class_alignment": DEGREE,
    "left_labor_bloc": DEGREE,
    "material_gains": DEGREE,
    "organizing_burden": DEGREE,
    "expected_votes_against": DEGREE,
    "internal_conflict": DEGREE,
    "public_conflict": DEGREE,
    "sio_commitment": ("refuses", "undecided", "committed", "not_applicable"),
    "leading_force": DEGREE,
    "builds_base": DEGREE,
    "independent_power": DEGREE,
    "politicized_base": DEGREE,
    "internal_pressure": YES_NO,
    "capacity_argument": YES_NO,
    "agitational_purpose": YES_NO,
    "previously_endorsed": YES_NO,
}
"""Every criterion in the order of the text it was read from, and what can be answered."""

WIDTH = 3
V = {name: z3.BitVec(name, WIDTH) for name in DOMAINS}
SANE = z3.And(*(z3.ULT(V[name], len(values)) for name, values in DOMAINS.items()))


def at_least(name: str, level: str) -> z3.BoolRef:
    """The answer is this level or a later one."""
    return z3.UGE(V[name], DOMAINS[name].index(level))


def is_(name: str, value: str) -> z3.BoolRef:
    """The answer is this one."""
    return V[name] == DOMAINS[name].index(value)


def yes(name: str) -> z3.BoolRef:
    """The answer is yes."""
    return is_(name, "yes")


CONDITIONS = z3.And(
    yes("dsa_member"),
    yes("chapter_member"),
    yes("solicited_endorsement"),
    yes("openly_socialist"),
    at_least("accepts_positions", "with_exceptions"),
)
RED_LINE_CROSSED = is_("red_lines", "crossing")
CLASS_STRUGGLE = z3.And(
    at_least("labor_capital_opposition", "clear"),
    at_least("mobilizes_class", "clear"),
    at_least("politicizes_workers", "clear"),
    at_least("polarizes_against_establishment", "clear"),
    at_least("mass_reach", "clear"),
    at_least("labor_backing", "most"),
    at_least("progressive_backing", "most"),
)
CADRE = z3.And(
    yes("dsa_member"),
    at_least("rooted_in_chapter", "clear"),
    at_least("viable_path", "competitive"),
    z3.Or(is_("office_kind", "executive"), is_("office_kind", "legislative")),
    yes("office_has_power"),
    at_least("coordinates_strategy", "some"),
    z3.Or(
        z3.And(is_("office_kind", "legislative"), at_least("socialist_pole", "clear")),
        at_least("transformative_reforms", "clear"),
    ),
)
NEITHER = z3.Not(z3.Or(CLASS_STRUGGLE, CADRE))


def wide(name: str) -> z3.BitVecRef:
    """A level as a number with room for the sums below."""
    return z3.ZeroExt(9 - WIDTH, V[name])


# Three benefits, four costs and half a level either way: all of it times twelve is whole.
BENEFITS = sum(wide(name) for name in ("class_alignment", "left_labor_bloc", "material_gains"))
ALL_COSTS = (
    "organizing_burden",
    "expected_votes_against",
    "internal_conflict",
    "public_conflict",
)
COSTS = sum(wide(name) for name in ALL_COSTS)
COMMITTEE = z3.If(is_("sio_commitment", "not_applicable"), 0, 6 * (wide("sio_commitment") - 1))
BALANCE_12 = 4 * BENEFITS - 3 * COSTS + COMMITTEE
UNBEARABLE = z3.Or(*(is_(name, "defining") for name in ALL_COSTS))

IN_ORDER = {
    "classification": [("cadre", CADRE), ("class_struggle", CLASS_STRUGGLE)],
    "recommendation": [
        ("red_line", RED_LINE_CROSSED),
        ("no_track", NEITHER),
        ("cadre_not_open", z3.And(CADRE, z3.Not(yes("openly_socialist")))),
        ("cadre_endorsed", z3.And(CADRE, CONDITIONS)),
        ("cadre_condition", z3.And(CADRE, z3.Not(CONDITIONS))),
        ("condition_fails", z3.Not(CONDITIONS)),
        ("deficit", BALANCE_12 <= -12),
        ("unbearable_cost", UNBEARABLE),
        ("surplus", BALANCE_12 >= 12),
    ],
}
OUTCOMES = {
    "classification": {
        "cadre": "cadre",
        "class_struggle": "class_struggle",
        "otherwise": "neither",
    },
    "recommendation": {
        "red_line": "decline",
        "no_track": "decline",
        "cadre_not_open": "decline",
        "cadre_endorsed": "endorse",
        "cadre_condition": "deliberate",
        "condition_fails": "decline",
        "deficit": "decline",
        "unbearable_cost": "deliberate",
        "surplus": "endorse",
        "otherwise": "deliberate",
    },
}
ROWS = [(decision, row) for decision, rows in OUTCOMES.items() for row in rows]


def arrives(decision: str, row: str) -> z3.BoolRef:
    """Whether a row decides: it holds, and none before it does."""
    before = []
    for id, holds in IN_ORDER[decision]:
        if id == row:
            return z3.And(holds, *map(z3.Not, before))
        before.append(holds)
    return z3.And(*map(z3.Not, before))


def terms(compiled: Compiled, root: Node, row: object) -> z3.BoolRef:
    """A diagram as a formula: where it ends in this terminal, one name for every node."""
    manager = compiled.manager
    made: dict[Node, z3.BoolRef] = {}
    for node in manager.descendants((root,)):
        if not manager.kids[node]:
            made[node] = z3.BoolVal(manager.leaf[node] == row)
            continue
        answer = V[compiled.variables[manager.level[node]].id]
        made[node] = z3.And(
            *(z3.Or(answer != v, made[kid]) for v, kid in enumerate(manager.kids[node]))
        )
    return made[root]


def differs(first: z3.BoolRef, second: z3.BoolRef) -> z3.CheckSatResult:
    """Whether any candidate is told apart by two conditions."""
    solver = z3.SolverFor("QF_BV")
    solver.add(SANE, first != second)
    return solver.check()


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    """The default rubric as the engine compiles it."""
    return load_rubric().compiled


def test_the_variables_are_those_of_the_text(compiled: Compiled) -> None:
    """Criteria, members and answers stand in the order of the text, none missing, none besides."""
    assert {v.id: v.values for v in compiled.variables} == DOMAINS
    assert [v.id for v in compiled.variables] == list(DOMAINS)


def test_the_rows_and_their_outcomes_are_those_of_the_text(compiled: Compiled) -> None:
    """Every row is there, in order, with its outcome."""
    found = {id: dict(decided.outcome_of) for id, decided in compiled.decisions.items()}
    assert found == OUTCOMES
    for id, rows in OUTCOMES.items():
        assert list(found[id]) == list(rows)


@pytest.mark.parametrize(("decision", "row"), ROWS, ids=[f"{d}.{r}" for d, r in ROWS])
def test_no_candidate_arrives_elsewhere(compiled: Compiled, decision: str, row: str) -> None:
    """The solver finds no candidate for whom the engine and the text disagree about a row."""
    engine = terms(compiled, compiled.decisions[decision].root, row)
    assert differs(engine, arrives(decision, row)) == z3.unsat


@pytest.mark.parametrize(
    ("finding", "text"),
    [
        ("conditions", CONDITIONS),
        ("red_line_crossed", RED_LINE_CROSSED),
        ("class_struggle", CLASS_STRUGGLE),
        ("cadre", CADRE),
    ],
    ids=["conditions", "red_line_crossed", "class_struggle", "cadre"],
)
def test_findings_mean_what_the_text_says(
    compiled: Compiled, finding: str, text: z3.BoolRef
) -> None:
    """Each finding holds for exactly the candidates of whom the text says so."""
    engine = terms(compiled, compiled.findings[finding], True)
    assert differs(engine, text) == z3.unsat


MISREAD = [
    ("classification", "cadre", z3.Or(CADRE, CLASS_STRUGGLE)),
    ("recommendation", "red_line", z3.Or(RED_LINE_CROSSED, is_("red_lines", "past"))),
    (
        "recommendation",
        "surplus",
        z3.And(arrives("recommendation", "surplus"), BALANCE_12 >= 13),
    ),
    (
        "recommendation",
        "unbearable_cost",
        z3.And(arrives("recommendation", "unbearable_cost"), BALANCE_12 < 12),
    ),
]
"""The text with one thing misread, so that the solver must object."""


@pytest.mark.parametrize(
    ("decision", "row", "misread"), MISREAD, ids=["cadre", "red_line", "surplus", "unbearable_cost"]
)
def test_the_solver_sees_a_misreading(
    compiled: Compiled, decision: str, row: str, misread: z3.BoolRef
) -> None:
    """A text with one thing misread is told apart: the proofs above are not empty."""
    engine = terms(compiled, compiled.decisions[decision].root, row)
    assert differs(engine, misread) == z3.sat


@pytest.mark.parametrize(("decision", "row"), ROWS, ids=[f"{d}.{r}" for d, r in ROWS])
def test_every_row_can_decide(decision: str, row: str) -> None:
    """By the text itself some candidate arrives at every row."""
    solver = z3.SolverFor("QF_BV")
    solver.add(SANE, arrives(decision, row))
    assert solver.check() == z3.sat
