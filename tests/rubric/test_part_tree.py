"""The one walk over parts: what stands inside, and the same part with another inside it."""

from pathlib import Path

import pytest

from endorse_cli.api import load_rubric, shipped
from endorse_cli.models.amounts import AMOUNTS
from endorse_cli.models.conditions import CONDITIONS, All, Atom, Condition, Each
from endorse_cli.models.model import Model
from endorse_cli.models.tests import SettingUse
from endorse_cli.rubric.part_tree import asking, children, nearest, own_ids, rebuild
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import STATED, edited, put

RIVERBEND = Path(__file__).parents[2] / "examples" / "riverbend" / "rubric.yaml"
MANY = {"all": [{"member": "yes"}, {"not": {"care": "none"}}, {"any": ["backed"]}]}


def written(value: object) -> Condition:
    """A condition of the small rubric, as written here."""
    read = read_rubric(edited(put("findings own", {"when": value, **STATED})))[0]
    return read.findings["own"].when


def names(part: Model) -> list[str]:
    """What every criterion inside a part is called, in the order written."""
    return [atom.id for atom in nearest(part, (Atom,))]


def test_what_stands_inside_is_found_in_the_order_written() -> None:
    """Directly inside a list stand its parts; what is inside one of them is found below it."""
    condition = written(MANY)
    assert [type(part).__name__ for part in children(condition)][:3] == ["Atom", "Not", "Any"]
    assert names(condition) == ["member", "care"]


def test_a_part_with_nothing_changed_is_itself() -> None:
    """Nothing is made anew where nothing is another."""
    condition = written(MANY)
    assert rebuild(condition, lambda part: part) is condition


def test_what_is_changed_to_nothing_is_left_out() -> None:
    """A list loses it; a list that is needed takes along what it stands in, and so does a part."""
    condition = written(MANY)

    def dropped(part: Model) -> Model | None:
        if isinstance(part, Atom):
            return None if part.id == "care" else part
        return rebuild(part, dropped)

    left = rebuild(condition, dropped)
    assert isinstance(left, All)
    assert [type(part).__name__ for part in left.parts] == ["Atom", "Any"]
    assert dropped(written({"all": [{"care": "none"}]})) is None
    assert dropped(written({"not": {"care": "none"}})) is None


@pytest.mark.parametrize("kinds", [CONDITIONS, AMOUNTS, (Atom,), (Each,), (SettingUse,)])
@pytest.mark.parametrize("path", [*shipped().values(), RIVERBEND])
def test_nothing_inside_is_passed_over(path: Path, kinds: tuple[type[Model], ...]) -> None:
    """Wherever a part of some kind stands in a rubric, it is found."""
    whole = load_rubric(path).whole

    def every(part: Model) -> list[Model]:
        inside = [(child, every(child)) for child in children(part)]
        return [one for child, below in inside for one in (child, *below)]

    for part in (whole, *every(whole)):
        found = [one for one in every(part) if isinstance(one, kinds)]
        within = [below for one in nearest(part, kinds) for below in (one, *every(one))]
        assert [one for one in within if isinstance(one, kinds)] == found


NAMING = [
    (kind, field)
    for kind in (*CONDITIONS, *AMOUNTS, Each)
    for field in ("id", "finding", "of")
    if field in kind.model_fields
]


@pytest.mark.parametrize(("kind", "field"), NAMING)
def test_every_form_that_holds_an_id_names_it(kind: type[Model], field: str) -> None:
    """A new form of condition or amount with an id in it is known to all who ask for ids."""
    assert own_ids(kind.model_construct(**{field: "care"})) == ("care",)


def test_what_puts_a_test_to_something_is_found_at_any_depth() -> None:
    """Also where it is the condition itself; the ids of `of` are named by what has it."""
    each, atom = {"of": ["member", "care"], "are": "yes"}, {"care": "none"}
    found = asking(written({"any": [atom, {"all": each}, "backed"]}))
    assert [own_ids(part) for part in found] == [("care",), ("member", "care")]
    assert [own_ids(part) for part in asking(written(atom))] == [("care",)]
