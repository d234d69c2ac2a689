"""What a message says: the answers it speaks of, and one report of one mistake."""

from typing import Any

from support.base import STATED, Edit, edited, put
from support.world import all_faults

Plain = Any

PROMISE = {"when": "in_order", "then": {"loan": "lend"}, **STATED}

MONTHS = {"number": {"unit": "months", "min": "0", "max": "120", "step": "1"}}
CUTS = [{"is": "weak", "less_than": "6"}, {"is": "strong", "at_least": "6"}]
GRADED = (
    put("criteria waited", {"group": "use", "ask": "How long?", "answer": MONTHS, **STATED}),
    put(
        "decisions grade",
        {"outcomes": ["weak", "strong"], "bands": {"of": "waited", "cuts": CUTS}, **STATED},
    ),
)


def messages(code: str, *edits: Edit) -> list[str]:
    """The messages of one code that a changed rubric gets."""
    return [found.message for found in all_faults(edited(*edits)) if found.code == code]


def test_a_broken_promise_names_the_answers_that_break_it() -> None:
    """Nobody has to write an example to a file to learn for whom a promise does not hold."""
    (message,) = messages("promise-broken", put("promises p", PROMISE))
    assert "second does not: `member` is `yes`, `licence` is " in message


def test_of_many_answers_a_broken_promise_names_five() -> None:
    """A message stays a message: five answers and how many more there are."""
    ids = ["member", "care", "skill", "late", "weather", "house_rule"]
    words = ["yes", "clear", "clear", "never", "dry", "kept"]
    parts = [{id: word} for id, word in zip(ids, words, strict=True)]
    promise = {"when": {"all": parts}, "then": {"loan": "refuse"}, **STATED}
    (message,) = messages("promise-broken", put("promises p", promise))
    assert message.count("` is `") == 5
    assert message.endswith(" more.")


def test_a_broken_promise_names_a_number_by_its_region() -> None:
    """A number is told as the rubric tells it apart, with its unit."""
    then = {"grade": "weak"}
    promise = {"when": {"waited": {"at_least": "6"}}, "then": then, **STATED}
    (message,) = messages("promise-broken", *GRADED, put("promises p", promise))
    assert message.endswith("does not: `waited` is `at least 6 months`.")
