"""A rubric comes through reading as it was written, exactly and in order."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from pydantic_core import ErrorDetails

from endorse_cli.diagnostics import Trail
from endorse_cli.models.amounts import Gathered, Named, Points, Times
from endorse_cli.models.conditions import All, Atom, Holds
from endorse_cli.models.model import Hollow
from endorse_cli.models.tests import Includes, OneOf, Range, SettingUse
from endorse_cli.rubric import rubric_reader
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import STATED, base, edited, put
from support.strategies import rubrics

Plain = Any


def read(rubric: Plain) -> Plain:
    """The rubric, which must be free of faults."""
    read, found = read_rubric(rubric)
    assert found == ()
    return read


def test_order_is_kept_everywhere() -> None:
    """The order of the file is the order of variables, rows, findings and everything else."""
    plain, rubric = base(), read(base())
    for section in ("scales", "groups", "criteria", "families", "settings", "scores", "findings",
                    "decisions", "promises", "passages"):  # fmt: skip
        assert list(getattr(rubric, section)) == list(plain[section])
    rows = [row.id for row in rubric.decisions["loan"].rows]
    assert rows == [*plain["decisions"]["loan"]["rows"], "otherwise"]


def test_numbers_are_exact_fractions() -> None:
    """Worths, weights and points are what they write, never a float."""
    rubric = read(base())
    assert rubric.scales["degree"].worth == (0, Fraction(1, 2), 1)
    total = rubric.scores["merit"].value
    assert isinstance(total, Gathered)
    times, minus = total.parts[1], total.parts[2]
    assert isinstance(times, Times)
    assert times.factor.value == SettingUse.model_construct(
        id="skill_weight", trail=("scores", "merit", "value", "sum", 1, "times", 0)
    )
    assert minus.part.factor.value == Fraction(1, 4)
    bonus = rubric.scores["bonus"].value
    assert isinstance(bonus, Points)
    assert {k: v.value for k, v in bonus.give.items()} == {
        "work": 1, "play": 0, "other": Fraction(1, 2)
    }  # fmt: skip


def test_conditions_keep_their_form_and_place() -> None:
    """Every part knows the trail that leads to it, so that a fault in it has a place."""
    rule = read(base()).findings["in_order"].when
    at = ("findings", "in_order", "when")
    assert isinstance(rule, All)
    first, second = rule.parts
    assert isinstance(first, Atom)
    assert first.test == OneOf.model_construct(names=("yes",), trail=(*at, "all", 0, "member"))
    assert second.parts[0].test.names == ("yes", "not_applicable")
    assert second.parts[0].trail == (*at, "all", 1, "any", 0)


def test_uses_keep_their_own_grounds() -> None:
    """A use of a criterion may cite its own passage and layer, apart from its finding's."""
    backed = read(base()).findings["backed"]
    assert (backed.grounds.locators, backed.grounds.basis) == (("p1",), "stated")
    assert isinstance(backed.when, Atom)
    assert backed.when.grounds is not None
    assert (backed.when.grounds.locators, backed.when.grounds.basis) == (("p2",), "inferred")
    assert isinstance(backed.when.test, Includes)
    assert (backed.when.test.members, backed.when.test.any_of) == (("neighbours", "shop"), False)


def test_a_bare_word_is_a_finding_and_nothing_else() -> None:
    """In a condition a word alone is a finding, even where a criterion has that name."""
    rubric, _ = read_rubric(edited(put("findings backed when", "member")))
    assert rubric.findings["backed"].when == Holds.model_construct(
        finding="member", trail=("findings", "backed", "when")
    )


def test_the_document_is_named_and_dated() -> None:
    """Title, dates and digests of the document come through; what is absent is None."""
    document = read(base()).document
    assert document.title == "House rules of an invented tool library"
    assert (document.passed, document.published) == (date(2026, 2, 1), None)
    assert document.digests["p2"] == "sha256:1123456789abcdef"


def test_defaults_are_those_of_the_language() -> None:
    """Outcomes are ordered, higher is better, evidence is expected, unless it is said otherwise."""
    rubric = read(base())
    assert rubric.decisions["loan"].ordered
    assert not rubric.decisions["loan"].list_others
    assert rubric.decisions["standing"].list_others
    assert rubric.scores["merit"].higher_is_better
    assert rubric.criteria["care"].evidence.rule == "expected"
    assert rubric.criteria["care"].evidence.required_for == ()
    assert rubric.criteria["house_rule"].evidence.required_for == ("broken",)
    lower = read(edited(put("scores merit better", "lower")))
    assert not lower.scores["merit"].higher_is_better


def test_a_family_counts_its_placeholder_only_while_it_stands_alone() -> None:
    """The placeholder gives way to the first member of the family's own."""
    assert read(base()).members("house_rules") == ("house_rule",)
    asked = {"group": "use", "ask": "Kept?", "answer": "keeping", "in": ["house_rules"], **STATED}
    assert read(edited(put("criteria own_rule", asked))).members("house_rules") == ("own_rule",)


def test_anchors_are_the_criterions_own_or_its_scales() -> None:
    """A criterion's own anchor wins over that of its scale."""
    rubric = read(edited(put("criteria care anchors", {"some": "Wiped once."})))
    assert rubric.anchor("care", "some") == "Wiped once."
    assert rubric.anchor("care", "clear") == "Seen often."
    assert rubric.anchor("purpose", "work") is None


@pytest.mark.parametrize(
    ("written", "locators"),
    [("p7", ("p7",)), (["p7", "p7.3"], ("p7", "p7.3")), ("p5-p7", ("p5-p7",)), (["p1"], ("p1",))],
)
def test_one_locator_or_several(written: Plain, locators: tuple[str, ...]) -> None:
    """A locator alone is a list of one."""
    assert read(edited(put("findings backed from", written))).findings[
        "backed"
    ].grounds.locators == locators  # fmt: skip


@pytest.mark.parametrize(
    "written",
    ["7", "p", "p0", "p07", "P7", "p7.0", "p7.", "p7.3.1", "p7-9", "p7-p7.3", "p9-p7", "p7 ", "¶7",
     "p٧", "p1234567"],
)  # fmt: skip
def test_anything_else_is_no_locator(written: str) -> None:
    """One `bad-value` at the word."""
    _, found = read_rubric(edited(put("findings backed from", ["p1", written])))
    assert [(d.code, d.trail) for d in found] == [("bad-value", ("findings", "backed", "from", 1))]


@pytest.mark.parametrize("value", [None, "text", [], ["a"], {}])
def test_a_rubric_is_a_mapping_and_reading_never_raises(value: Plain) -> None:
    """Whatever the file holds, what is wrong comes back as diagnostics."""
    _, found = read_rubric(value)
    assert found
    assert {d.code for d in found} <= {"bad-shape", "missing-key"}


@given(rubrics())
def test_random_sound_rubrics_are_read_without_a_fault(plain: dict[str, Plain]) -> None:
    """What the language allows is read, whatever the order of its parts."""
    rubric = read(plain)
    assert list(rubric.criteria) == list(plain["criteria"])


def test_a_setting_is_where_a_number_or_level_may_stand() -> None:
    """`{setting: id}` is read as a use with its place."""
    when = read(base()).decisions["loan"].rows[2].when
    assert isinstance(when, All)
    test = when.parts[1].test
    assert isinstance(test, Range)
    assert test.at_least == SettingUse.model_construct(
        id="care_needed", trail=(*test.trail, "at_least")
    )


def test_an_amount_of_a_bare_word_is_a_name_or_a_number() -> None:
    """`care` names a criterion, `0.5` is a number, and neither is taken for the other."""
    rubric, _ = read_rubric(edited(put("scores bonus value", {"sum": ["care", "0.5", "late"]})))
    parts = rubric.scores["bonus"].value.parts
    assert [type(part).__name__ for part in parts] == ["Named", "Number", "Named"]
    assert isinstance(parts[0], Named)
    assert parts[1].value == Fraction(1, 2)


def test_of_what_cannot_be_mended_the_faults_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a document holds, it ends in a diagnostic."""

    class Stubborn(rubric_reader._Mending):
        def one(self, error: ErrorDetails, before: set[Trail]) -> None:
            if isinstance(self.value, Hollow):
                super().one(error, before)
            self.stood_in.add(self.place(error))

    monkeypatch.setattr(rubric_reader, "_Mending", Stubborn)
    rubric, found = read_rubric(edited(put("title", "")))
    assert [one.message for one in found] == ["`title` is empty."]
    assert (rubric.title, rubric.criteria) == ("", {})
