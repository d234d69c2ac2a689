"""What the version number should do: each written rule by a change that calls for it."""

import pytest

from endorse_cli.engine.comparison import Together
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.review.diff.advice import RULES, advise, following, to_look_at_again
from endorse_cli.review.diff.edits import changes
from endorse_cli.review.diff.meaning import meanings
from support.base import STATED, Edit, base, drop, edited, put
from support.world import sound

CAREFUL = "decisions loan rows careful when all 1 care at_least"
NEW = {"group": "use", "ask": "New?", "answer": "yes_no", **STATED}
UNPROMISED = drop("promises liking_is_nothing")

CALLS: list[tuple[str, list[Edit], str, tuple[str, ...]]] = [
    ("nothing", [], "none", ()),
    ("the version alone", [put("version", "2.0.0")], "none", ()),
    ("a title", [put("title", "Other")], "patch", ("other",)),
    ("a citation", [put("criteria care from", "p2")], "patch", ("other",)),
    ("a promise", [UNPROMISED], "patch", ("other",)),
    ("a threshold", [put(CAREFUL, "clear")], "minor", ("outcomes-change",)),
    ("a question more", [put("criteria new", NEW)], "minor", ("more-is-asked",)),
    ("a wording", [put("criteria care ask", "How?")], "minor", ("answers-again",)),
    ("evidence", [put("criteria care evidence", "required")], "minor", ("evidence",)),
    (
        "an answer more",
        [put("scales keeping levels", ["kept", "broken", "lost"])],
        "minor",
        ("more-is-asked", "answers-again"),
    ),
    (
        "an answer less",
        [drop("criteria licence may_be"), put("findings in_order when all 1", {"licence": "yes"})],
        "major",
        ("answers-unusable",),
    ),
    (
        "a question less",
        [UNPROMISED, drop("criteria likes_bikes")],
        "major",
        ("answers-unusable",),
    ),
    (
        "an outcome less",
        [
            put("decisions loan outcomes", ["refuse", "lend"]),
            put("decisions loan otherwise is", "refuse"),
            drop("slate"),
        ],
        "major",
        ("names-gone",),
    ),
]


@pytest.mark.parametrize(
    ("edits", "advice", "because"), [call[1:] for call in CALLS], ids=[c[0] for c in CALLS]
)
def test_a_change_calls_for_what_the_rules_say(
    edits: list[Edit], advice: str, because: tuple[str, ...]
) -> None:
    """The gravest rule that applies is the advice, and it is named."""
    old, new = sound(base()), sound(edited(*edits))
    side = Together([compile_rubric(old), compile_rubric(new)])
    again = to_look_at_again(old, new)
    found = advise(changes(old, new), list(meanings(side)), old, new, again)
    assert (found["advice"], found["because"]) == (advice, list(because))


def test_every_rule_is_called_for_by_some_change() -> None:
    """No rule stands on the page that nothing can bring about."""
    assert {rule for *_, because in CALLS for rule in because} == set(RULES)


@pytest.mark.parametrize(
    ("version", "numbers"),
    [
        ("1.2.3", ("2.0.0", "1.3.0", "1.2.4", None)),
        ("0.9.9", ("1.0.0", "0.10.0", "0.9.10", None)),
        ("1.2", (None, None, None, None)),
        ("spring 2026", (None, None, None, None)),
        ("1.2.٣", (None, None, None, None)),
    ],
)
def test_the_next_number_is_told_where_there_is_one(
    version: str, numbers: tuple[str | None, ...]
) -> None:
    """A version of three numbers has a next one; another has none that could be guessed."""
    found = (following(version, a) for a in ("major", "minor", "patch", "none"))
    assert tuple(found) == numbers
