"""Exit statuses: scripts compare them, so each means one thing and nothing else."""

import os
from pathlib import Path

import pytest

from endorse_cli import api
from endorse_cli.cli.terminal import Exit, exit_for, worst
from endorse_cli.diagnostics import CODES, NOTES, Diagnostic

from .running import Endorse, Write

GRANTS = Path(__file__).parents[2] / "docs" / "checks" / "base.yaml"


def test_a_decline_is_a_result(endorse: Endorse, declined: Path) -> None:
    """Whatever comes out, the status is 0: the program judges files, not candidates."""
    ended = endorse("score", declined, "--format", "json")
    assert '"outcome": "decline"' in ended.out
    assert (ended.status, ended.err) == (0, "")


def test_undetermined_is_a_result(endorse: Endorse, good: Path) -> None:
    """Not knowing enough is no failure of the command."""
    assert endorse("score", good).status == 0


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("recommendation=decline", 0),
        ("recommendation=endorse", 1),
        ("recommendation=deliberate", 1),
        ("classification=cadre", 1),
    ],
)
def test_a_gate_is_failed_only_when_asked_for(
    endorse: Endorse, declined: Path, asked: str, status: int
) -> None:
    """Status 1 means that `--require` was not met; an open outcome does not meet it."""
    ended = endorse("score", declined, "--require", asked)
    assert ended.status == status
    assert bool(ended.err) == bool(status)


def test_an_unmet_requirement_is_named(endorse: Endorse, declined: Path, good: Path) -> None:
    """Whoever set the gate reads who failed it, and with what."""
    ended = endorse("score", declined, good, "--require", "recommendation=endorse")
    assert ended.err.splitlines() == [
        "endorse: Bo Carr: recommendation is decline, not endorse",
        "endorse: Ada Brill: recommendation is undetermined, not endorse",
    ]


def test_every_gate_has_to_be_met(endorse: Endorse, declined: Path) -> None:
    """`--require` may be given several times, and one that is not met is enough for status 1."""
    both = ("--require", "recommendation=decline", "--require", "classification=cadre")
    assert endorse("score", declined, *both).status == 1


USAGE = {
    "no file": (("score",), "FILE"),
    "a misspelled command": (("scoer", "x"), "score"),
    "a misspelled option": (("score", "x", "--fromat", "json"), "--format"),
    "a misspelled format": (("score", "x", "--format", "jsn"), "json"),
    "an option without its value": (("score", "x", "--as-of"), "--as-of"),
    "a day that is none": (("score", "x", "--as-of", "2026-02-30"), "2026-02-30"),
    "a day in words": (("score", "x", "--as-of", "tomorrow"), "YYYY-MM-DD"),
    "a colour that is none": (("score", "x", "--color", "blue"), "never"),
    "a new thing that is none": (("new", "candidat", "x"), "candidate"),
    "no id": (("explain",), "ID"),
    "an id that is none": (("explain", "mass_reech"), "`mass_reach`"),
    "a supposition about nothing": (("score", "-", "--what-if", "mass_reech=some"), "`mass_reach`"),
    "a supposition that is none": (("score", "-", "--what-if", "mass_reach=lots"), "`clear`"),
    "a supposition without a value": (("score", "-", "--what-if", "mass_reach"), "`clear`"),
}


@pytest.mark.parametrize("case", USAGE)
def test_usage_errors_are_status_two(endorse: Endorse, case: str) -> None:
    """A command that cannot be understood does nothing, and says what is accepted."""
    words, named = USAGE[case]
    ended = endorse(*words, stdin=b"candidate: A\nanswers: {}\n")
    assert (ended.status, ended.out) == (2, "")
    assert named in ended.err
    for ours in ("Traceback", "Value error", "ValueError", "StrEnum", "endorse_cli"):
        assert ours not in ended.err


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("recomendation=endorse", "recommendation"),
        ("recommendation=endorsed", "endorse"),
        ("recommendation", "endorse"),
        ("=endorse", "recommendation"),
        ("", "recommendation"),
    ],
)
def test_a_requirement_of_wrong_words_is_a_usage_error(
    endorse: Endorse, good: Path, asked: str, near: str
) -> None:
    """A gate that could never be met is not silently failed: the words accepted are named."""
    ended = endorse("score", good, "--require", asked)
    assert (ended.status, ended.out) == (2, "")
    assert f"`{near}`" in ended.err


def test_help_and_version_are_status_zero(endorse: Endorse) -> None:
    """Asking what there is succeeds, with nothing on standard error."""
    for words in (
        ("--help",),
        ("-h",),
        ("--version",),
        ("score", "--help"),
        ("new", "--help"),
        ("rubric", "-h"),
        ("rubric", "show", "--help"),
    ):
        ended = endorse(*words)
        assert (ended.status, ended.err) == (0, "")
        assert ended.out


def test_an_invalid_file_is_status_three(endorse: Endorse, bad: Path) -> None:
    """Faults of a file are told at their places, with the nearest accepted words."""
    ended = endorse("score", bad)
    assert ended.status == 3
    assert f"{bad}:3:3: " in ended.err
    assert f"{bad}:4:15: " in ended.err
    assert "`dsa_member`" in ended.err
    assert "[unknown-id]" in ended.err
    assert "[bad-value]" in ended.err


def test_an_invalid_rubric_is_status_three(endorse: Endorse, good: Path, write: Write) -> None:
    """A rubric with a fault of structure scores nobody."""
    rubric = write("rubric.yaml", "format: 1\nrubric: x\n")
    ended = endorse("score", good, "--rubric", rubric)
    assert ended.status == 3
    assert f"{rubric}:1:1: " in ended.err


def test_what_is_no_regular_file_is_status_four(
    endorse: Endorse, tmp_path: Path, good: Path
) -> None:
    """What cannot be opened is told in one line, and nothing is ever waited for."""
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "dangling.yaml").symlink_to("nowhere")
    for name in ("missing.yaml", "pipe.yaml", "loop.yaml", "dangling.yaml", ".", "good.yaml/x"):
        ended = endorse("score", tmp_path / name)
        assert ended.status == 4, name
        assert "[unreadable]" in ended.err
    for words in (("--rubric", "./missing.yaml"), ("--rubric", tmp_path / "pipe.yaml")):
        assert endorse("score", good, *words).status == 4


def test_an_output_that_cannot_be_written_is_status_four(
    endorse: Endorse, tmp_path: Path, good: Path
) -> None:
    """A result that cannot be kept is a failure of the command, whatever the result."""
    os.mkfifo(tmp_path / "pipe")
    for name in ("no/such/folder/x", ".", "pipe", "good.yaml/x", "x" * 300):
        ended = endorse("score", good, "--output", tmp_path / name)
        assert (ended.status, ended.out) == (4, ""), name
        assert "cannot be written" in ended.err


@pytest.mark.parametrize("kinds", ["gb", "bg", "gm", "mb", "bm", "gmb", "dm", "db", "dg"])
def test_of_several_the_gravest_is_returned(
    endorse: Endorse, good: Path, bad: Path, declined: Path, tmp_path: Path, kinds: str
) -> None:
    """In a batch 4 comes before 3 and 3 before an unmet gate, whatever the order of the files."""
    missing = tmp_path / "missing.yaml"
    of = {"g": (good, 1), "b": (bad, 3), "m": (missing, 4), "d": (declined, 0)}
    ended = endorse(
        "score", *(of[kind][0] for kind in kinds), "--require", "recommendation=decline"
    )
    assert ended.status == max(of[kind][1] for kind in kinds)


def test_a_bad_file_is_a_result_among_the_others(
    endorse: Endorse, good: Path, bad: Path, declined: Path
) -> None:
    """One file that cannot be read does not keep the others from being judged."""
    ended = endorse("score", good, bad, declined)
    assert "Ada Brill" in ended.out
    assert "Bo Carr" in ended.out
    assert "1 could not be read or judged: bad.yaml." in ended.out.splitlines()[0]
    assert "bad.yaml: not assessed, 2 problems" in ended.out
    assert f"{bad}:3:3: " in ended.err
    assert ended.status == 3


def test_a_fault_of_our_own_is_status_seventy(
    endorse: Endorse, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is our mistake is never told as the person's: no traceback, and not status 1."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the roof")

    monkeypatch.setattr(api, "score_files", broken)
    ended = endorse("score", good)
    assert (ended.status, ended.out) == (70, "")
    assert ended.err.startswith("endorse: ")
    for ours in ("Traceback", "RuntimeError", ".py"):
        assert ours not in ended.err


def test_a_fault_of_our_own_prints_nothing_of_a_file_as_it_is(
    endorse: Endorse, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words of an exception may come out of a file: they drive no terminal, add no line."""

    def fails(text: str) -> str:
        def broken(*_: object, **__: object) -> None:
            raise RuntimeError(text)

        monkeypatch.setattr(api, "score_files", broken)
        return endorse("score", good).err

    hostile = fails("the \x1b[31mroof\n::error::pwned\r\u202e")
    assert len(hostile.splitlines()) == len(fails("the roof").splitlines())
    assert not any(character in hostile for character in "\x1b\r\u202e")


def test_a_batch_returns_the_gravest_status() -> None:
    """Of several statuses the first of 70, 4, 3, 1 and 0 is returned; of none, 0."""
    ranked = [Exit.INTERNAL, Exit.INPUT_OUTPUT, Exit.INVALID, Exit.GATE, Exit.DONE]
    for place, status in enumerate(ranked):
        assert worst(ranked[place:]) is status
        assert worst(reversed(ranked[place:])) is status
    assert worst([]) is Exit.DONE


def test_every_code_has_its_status() -> None:
    """Notes call for none, `unreadable` for 4, a broken promise for 1, all other codes for 3."""
    special = {"unreadable": 4, "promise-broken": 1, **dict.fromkeys(NOTES, 0)}
    for code in CODES:
        assert exit_for([Diagnostic(code, "It is so.")]) == special.get(code, 3), code


@pytest.mark.parametrize(
    ("asked", "answers", "said"),
    [
        ("grant>=discuss", "{tenants_voted: yes, need: great, reach: great}", ""),
        ("grant>=discuss", "{tenants_voted: yes}", ""),
        ("grant>=pay", "{tenants_voted: yes}", "grant is undetermined, not pay or better"),
        ("grant>=discuss", "{tenants_voted: no}", "grant is refuse, not discuss or better"),
        ("grant=discuss", "{tenants_voted: yes}", "grant is undetermined, not discuss"),
    ],
)
def test_an_outcome_or_a_better_one_may_be_asked_for(
    endorse: Endorse, write: Write, asked: str, answers: str, said: str
) -> None:
    """`>=` takes what is better too, and what is open but can be nothing worse."""
    file = write("some.yaml", f"candidate: Bo Carr\nanswers: {answers}\n")
    ended = endorse("score", file, "--rubric", GRANTS, "--require", asked)
    assert (ended.status, ended.err) == ((1, f"endorse: Bo Carr: {said}\n") if said else (0, ""))


def test_no_outcome_is_better_where_there_is_no_order(endorse: Endorse, write: Write) -> None:
    """Of unordered outcomes none is at least another: that is asked wrongly, and told so."""
    file = write("some.yaml", "candidate: Bo Carr\nanswers: {tenants_voted: no}\n")
    text = GRANTS.read_text("utf-8")
    text = text.replace(
        "outcomes: [refuse, discuss, pay]", "outcomes: {unordered: [refuse, discuss, pay]}"
    )
    text = text[: text.index("promises:")] + text[text.index("passages:") :]
    ended = endorse(
        "score", file, "--rubric", write("rubric.yaml", text), "--require", "grant>=pay"
    )
    assert ended.status == 2
    assert "`grant=…`" in " ".join(ended.err.split())
