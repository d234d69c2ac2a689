"""What a chapter changed, and which day it is, stands in everything that people read."""

import json
from pathlib import Path

import pytest

from .running import Endorse, Write

ROOT = Path(__file__).parents[2]

RIVERBEND = Path(__file__).parents[2] / "examples" / "riverbend"
RUBRIC = RIVERBEND / "rubric.yaml"
STALE = RIVERBEND / "stale-roll.yaml"
CROSSING = RIVERBEND / "declined-data-center.yaml"

LOOSER = ("the rule “deficit” is switched off", "“mass reach needed” is set to some")
WAIVED = "foothold_or_mass_scale"


def flat(text: str) -> str:
    """A page without its line breaks."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    "words",
    [
        ("score", STALE),
        ("score", STALE, "--brief"),
        ("rubric", "show", RUBRIC),
        ("rubric", "check", RUBRIC),
    ],
    ids=["table", "brief", "show", "check"],
)
@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_every_page_names_what_is_loosened_and_waived(
    endorse: Endorse, words: tuple[object, ...], columns: str
) -> None:
    """Nobody reads a result of the chapter's without seeing where the chapter departs."""
    ended = endorse(*words, env={"COLUMNS": columns})
    text = flat(ended.out)
    assert ended.status == 0, ended.err
    for change in LOOSER:
        assert change in text
    assert "epart" in text
    assert WAIVED.replace("_", " ") in text.replace("_", " ")
    assert "aive" in text


def test_the_record_names_the_chain_the_day_and_the_departures(endorse: Endorse) -> None:
    """A record is enough to say under what it was made."""
    record = json.loads(endorse("score", STALE, "--format", "json").out)
    assert [layer["id"] for layer in record["rubric"]["extends"]] == ["class-alignment"]
    assert {part["what"] for part in record["rubric"]["departures"]} == {
        "mass_reach_needed",
        "recommendation.deficit",
    }
    assert [part["promise"] for part in record["rubric"]["waived"]] == [WAIVED]
    assert record["as_of"] == "2026-05-01"


def test_under_the_base_nothing_is_said_of_departures(endorse: Endorse) -> None:
    """What changes nothing is not spoken of."""
    example = RIVERBEND.parent / "endorsed-cadre.yaml"
    assert "epart" not in endorse("score", example).out
    record = json.loads(endorse("score", example, "--format", "json").out)
    assert record["rubric"]["extends"] == record["rubric"]["departures"] == []


def test_a_stale_source_is_said_to_be_too_old(endorse: Endorse) -> None:
    """Why an answer with a source is not established is said where the answer stands."""
    text = flat(endorse("score", STALE).out)
    assert "1 answer rests on sources that are too old by 2026-05-01" in text
    assert "Member of DSA not established can decide ¶7.3 ¶16.2 ¶19.2 1, too old" in text
    full = flat(endorse("score", STALE, "--full").out)
    assert "not established, since the sources given are too old for it by the day" in full


def test_a_line_not_yet_in_force_and_a_rubric_not_yet_in_effect_are_shown(
    endorse: Endorse,
) -> None:
    """What a report of an earlier day leaves out, and that the rubric binds nobody yet, is said."""
    text = flat(endorse("score", CROSSING, "--as-of", "2026-01-05", "--brief").out)
    assert "takes effect on 2026-02-01, after 2026-01-05" in text
    assert "not asked by this rubric: data center subsidy" in text
    assert "as of 2026-01-05" in text
    assert "takes effect" not in endorse("score", CROSSING, "--brief").out


def test_without_a_day_what_hangs_on_it_is_undetermined(endorse: Endorse, write: Write) -> None:
    """No clock is asked: the report says what is missing, and gives no reason that may not hold."""
    lines = CROSSING.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith(("as_of", "election", "rubric")))
    path = write("undated.yaml", text)
    ended = endorse("score", path, "--rubric", RUBRIC, "--full")
    page = flat(ended.out)
    assert ended.status == 0
    assert "No day is given" in page
    assert "UNDETERMINED: do not endorse / endorse" in page
    assert "whether its sources count depends on the day, and none is given" in page


def test_an_assessment_under_another_version_is_to_be_looked_at_again(
    endorse: Endorse, write: Write
) -> None:
    """Answers given under another version may answer another question."""
    text = STALE.read_text(encoding="utf-8").replace(
        "rubric_version: 2.0.0", "rubric_version: 1.1.0"
    )
    path = write("old.yaml", text.replace("rubric: rubric.yaml\n", ""))
    page = flat(endorse("score", path, "--rubric", RUBRIC, "--brief").out)
    assert "made under version 1.1.0 of the rubric; what is shown follows version 2.0.0" in page
    assert "Look again" in page


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("mass_reach_needed", "some instead of clear"),
        ("recommendation.deficit", "switched off"),
        (WAIVED, "Waived by the chapter"),
        ("dsa_member", "3 months instead of nothing"),
        ("data_center_subsidy", "Asked from 2026-04-15 until 2027-12-31"),
    ],
)
def test_explain_says_what_the_chapter_made_of_a_line(
    endorse: Endorse, id: str, words: str
) -> None:
    """Who asks about one line learns who changed it."""
    ended = endorse("explain", id, "--rubric", RUBRIC)
    assert ended.status == 0, ended.err
    assert words in flat(ended.out)


def test_explain_of_a_line_not_in_force_for_a_candidate(endorse: Endorse, write: Write) -> None:
    """A line that is not asked on the candidate's day is explained all the same."""
    text = CROSSING.read_text(encoding="utf-8").replace("as_of: 2026-05-01", "as_of: 2026-03-01")
    path = write("early.yaml", text.replace("rubric: rubric.yaml\n", ""))
    ended = endorse("explain", "data_center_subsidy", path, "--rubric", RUBRIC)
    assert ended.status == 0, ended.err
    assert "Asked from 2026-04-15" in flat(ended.out)


def test_a_broken_overlay_is_told_at_its_line_with_status_three(
    endorse: Endorse, write: Write
) -> None:
    """A fault of an overlay is one message, at its own file and line, and no traceback."""
    path = write(
        "overlay.yaml",
        "format: 1\nrubric: x\nversion: 1.0.0\nextends: class-alignment\ntitle: X\n"
        "set:\n  mass_reach_neded: {value: some, from: p7.2, basis: chapter, "
        "adopted: {by: us, date: 2026-01-01}}\n",
    )
    ended = endorse("rubric", "check", path)
    assert ended.status == 3
    assert f"{path}:7:3" in ended.err
    assert "Did you mean `mass_reach_needed`?" in flat(ended.err)
    assert "Traceback" not in ended.err


def test_what_a_chapter_adds_is_compared_with_its_group(endorse: Endorse) -> None:
    """A chapter's own red lines stand with the red lines, not after everything the base asks."""
    files = (ROOT / f"examples/riverbend/{name}.yaml" for name in ("no-pledge", "stale-roll"))
    text = endorse("compare", *files, "-v").out
    named = ("Agrees to chapter positions", "Landlord money", "Labor against capital")
    places = [text.index(f"  {label} ") for label in named]
    assert places == sorted(places)
