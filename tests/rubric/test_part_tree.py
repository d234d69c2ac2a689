"""The one walk over parts: what stands inside, and the same part with another inside it."""

from endorse_cli.models.conditions import All, Atom, Condition
from endorse_cli.models.model import Model
from endorse_cli.rubric.part_tree import children, nearest, rebuild
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import STATED, edited, put

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
