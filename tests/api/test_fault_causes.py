"""What brings a fault about that no overlay wrote: told where it was looked at, and else not."""

from pathlib import Path

from api.chapters import overlaid
from endorse_cli.api.fault_causes import Cause, Causes
from endorse_cli.api.rubrics import LoadedRubric
from endorse_cli.diagnostics import Diagnostic
from endorse_cli.review.verdict import Proved

FAULT = Diagnostic("row-never", "The row can never hold.", "Move it.", ("decisions", "grant"))
NOTHING = frozenset[str]()


def cause(folder: Path, without: Proved) -> Cause | None:
    """What brings the fault about, where that is proved of the rubric without its one change."""
    body = "set: {needed: {value: 9, OWN}}"
    loaded = overlaid(folder, body, "settings: {needed: {value: 4, from: p2, basis: stated}}")

    def check(_: LoadedRubric) -> Proved:
        return without

    return Causes(loaded, [FAULT], check).of(FAULT)


def test_a_change_is_named_without_which_the_fault_is_gone(tmp_path: Path) -> None:
    """All is looked at, and there is none: it comes of the change."""
    found = cause(tmp_path, Proved((), NOTHING))
    assert found is not None
    assert [change.what for change in found.changes] == ["needed"]


def test_a_change_is_not_named_where_the_fault_may_only_be_unseen(tmp_path: Path) -> None:
    """Not everything was looked at without the change: then nothing is said of it."""
    assert cause(tmp_path, Proved((), frozenset(["row-never"]))) is None


def test_a_fault_of_the_rubric_below_is_its_own(tmp_path: Path) -> None:
    """Without the change it is there too: no overlay has to do with it."""
    assert cause(tmp_path, Proved((FAULT,), frozenset(["row-never"]))) == Cause((), "each")
