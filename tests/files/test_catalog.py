"""What `extends` may lead to: files of the same tree, never in a circle, never without end."""

from pathlib import Path

import pytest

from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.files.catalog import LONGEST, read_chain


def write(path: Path, extends: str | None) -> Path:
    """A file that builds on another one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"rubric: x\nextends: {extends}\n" if extends else "rubric: x\n")
    return path


def refused(path: Path) -> Diagnostic:
    """The one fault that a chain ends in."""
    with pytest.raises(Fault) as caught:
        read_chain(path)
    (found,) = caught.value.diagnostics
    return found


def test_a_chain_comes_from_the_bottom_up(tmp_path: Path) -> None:
    """What stands below comes first, and the file that was asked for last."""
    write(tmp_path / "a.yaml", None)
    write(tmp_path / "b.yaml", "a.yaml")
    top = write(tmp_path / "c.yaml", "./b.yaml")
    names = [Path(document.source.name).name for document in read_chain(top)]
    assert names == ["a.yaml", "b.yaml", "c.yaml"]


def test_a_folder_stands_for_the_rubric_in_it(tmp_path: Path) -> None:
    """As on the command line."""
    write(tmp_path / "base" / "rubric.yaml", None)
    assert len(read_chain(write(tmp_path / "top.yaml", "./base"))) == 2


def test_inside_a_repository_a_path_may_lead_upwards(tmp_path: Path) -> None:
    """Chapters of one repository share a base beside them."""
    (tmp_path / ".git").mkdir()
    write(tmp_path / "base" / "rubric.yaml", None)
    top = write(tmp_path / "chapters" / "mill-lane" / "rubric.yaml", "../../base/rubric.yaml")
    assert len(read_chain(top)) == 2


@pytest.mark.parametrize("with_repository", [True, False])
def test_no_path_leads_out_of_the_tree(tmp_path: Path, with_repository: bool) -> None:
    """A rubric fetched from elsewhere does not choose what is read on this machine."""
    write(tmp_path / "secret.yaml", None)
    inner = tmp_path / "tree"
    if with_repository:
        (inner / ".git").mkdir(parents=True)
    found = refused(write(inner / "rubric.yaml", "../secret.yaml"))
    assert (found.code, found.place and found.place.line) == ("bad-value", 2)


def test_no_link_leads_out_of_the_tree(tmp_path: Path) -> None:
    """Where a link ends counts, not where it stands."""
    write(tmp_path / "secret.yaml", None)
    top = write(tmp_path / "tree" / "rubric.yaml", "link.yaml")
    (tmp_path / "tree" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    assert refused(top).code == "bad-value"


def test_a_neighbour_with_the_same_beginning_is_outside(tmp_path: Path) -> None:
    """Folders are compared as folders, not as text."""
    write(tmp_path / "tree-two" / "base.yaml", None)
    assert (
        refused(write(tmp_path / "tree" / "top.yaml", "../tree-two/base.yaml")).code == "bad-value"
    )


def test_the_tree_is_that_of_the_file_asked_for(tmp_path: Path) -> None:
    """A base inside the tree cannot lead further out than the rubric itself."""
    (tmp_path / "tree" / ".git").mkdir(parents=True)
    write(tmp_path / "secret.yaml", None)
    write(tmp_path / "tree" / "base.yaml", "../secret.yaml")
    found = refused(write(tmp_path / "tree" / "top" / "rubric.yaml", "../base.yaml"))
    assert found.place is not None
    assert (found.code, Path(found.place.file).name) == ("bad-value", "base.yaml")


def test_a_circle_is_a_fault_where_it_closes(tmp_path: Path) -> None:
    """Two rubrics that build on each other are told so, not read for ever."""
    write(tmp_path / "a.yaml", "b.yaml")
    write(tmp_path / "b.yaml", "a.yaml")
    found = refused(tmp_path / "a.yaml")
    assert found.place is not None
    assert (found.code, Path(found.place.file).name) == ("cycle", "b.yaml")
    assert "a.yaml" in found.message


def test_a_chain_has_an_end(tmp_path: Path) -> None:
    """So many rubrics may stand one on the other, and not one more."""
    write(tmp_path / "0.yaml", None)
    for number in range(1, LONGEST + 1):
        write(tmp_path / f"{number}.yaml", f"{number - 1}.yaml")
    assert len(read_chain(tmp_path / f"{LONGEST - 1}.yaml")) == LONGEST
    assert refused(tmp_path / f"{LONGEST}.yaml").code == "too-large"


def test_a_base_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    """A missing base is a failure to read, as any other missing file."""
    assert refused(write(tmp_path / "top.yaml", "gone.yaml")).code == "unreadable"


@pytest.mark.parametrize("change", ["set", "demand", "switch_off", "waive"])
def test_an_overlay_says_on_what_it_builds(tmp_path: Path, change: str) -> None:
    """Read as a whole rubric it would be told of everything that it has not."""
    path = tmp_path / "overlay.yaml"
    path.write_text(f"rubric: mine\n{change}: {{}}\n")
    with pytest.raises(Fault) as caught:
        read_chain(path)
    (found,) = caught.value.diagnostics
    assert (found.code, found.trail) == ("missing-key", ())
    assert found.message == f"The rubric has `{change}` and no `extends`."


def test_a_misspelt_extends_is_told_as_that(tmp_path: Path) -> None:
    """One fault, at the word."""
    path = tmp_path / "overlay.yaml"
    path.write_text("rubric: mine\nextend: ./base.yaml\nset: {}\n")
    with pytest.raises(Fault) as caught:
        read_chain(path)
    (found,) = caught.value.diagnostics
    assert (found.code, found.trail, found.help) == (
        "unknown-key", ("extend",), "Did you mean `extends`?",
    )  # fmt: skip
    assert found.place is not None
    assert found.place.line == 2


@pytest.mark.parametrize("named", ["~", "[a]", '" "'])
def test_what_a_rubric_builds_on_is_a_word(tmp_path: Path, named: str) -> None:
    """Nothing, blanks and a list name none."""
    path = tmp_path / "overlay.yaml"
    path.write_text(f"rubric: mine\nextends: {named}\n")
    with pytest.raises(Fault) as caught:
        read_chain(path)
    (found,) = caught.value.diagnostics
    assert (found.code, found.trail) == ("bad-shape", ("extends",))


def test_what_is_no_mapping_builds_on_nothing(tmp_path: Path) -> None:
    """What is wrong with it is told by whoever reads it."""
    path = tmp_path / "overlay.yaml"
    path.write_text("- a\n")
    assert [document.value for document in read_chain(path)] == [["a"]]


def test_eight_rubrics_may_stand_one_on_the_other() -> None:
    """The figure that the message and the documentation name."""
    assert LONGEST == 8
