"""The example slate: eleven candidates, six races, a chapter's overlay, and what was before."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.running import Endorse

EXAMPLES = Path(__file__).parents[1] / "examples"
SLATE = EXAMPLES / "slate"
BEFORE = EXAMPLES / "slate-before"
PREVIOUS = SLATE / "previous.jsonl"
RUBRIC = ("--rubric", EXAMPLES / "riverbend" / "rubric.yaml")

EXPECTED = {
    "Ines Calloway-Brandt": ("cadre", "endorse"),
    "Davit Petrossian": ("neither", "decline"),
    "Nkiru Achebe-Lund": ("class_struggle", "endorse"),
    "Silvan Marchetti": ("class_struggle", "deliberate"),
    "Philippa Okonjo-Reyes": ("class_struggle", "decline"),
    "Wyn Halloran": ("class_struggle", None),
    "Ilse Dragomir": ("cadre", None),
    "Cornelius Abernathy": ("class_struggle", "decline"),
    "Maren Fairweather": (None, None),
    "Teo Ibarra-Quist": ("cadre", "endorse"),
    "Hester Vandersloot": ("class_struggle", "deliberate"),
}


@pytest.fixture
def result(endorse: Endorse) -> dict[str, Any]:
    """The whole slate as json, against what was before."""
    words = ("slate", SLATE, *RUBRIC, "--previous", PREVIOUS, "--format", "json")
    ended = endorse(*words)
    assert ended.status == 0
    found: dict[str, Any] = json.loads(ended.out)
    return found


def test_each_candidate_comes_out_as_its_file_says(result: dict[str, Any]) -> None:
    """Every kind of outcome is there, and both ways of being undetermined."""
    assert {
        record["candidate"]["name"]: tuple(d["outcome"] for d in record["decisions"].values())
        for record in result["records"]
    } == EXPECTED
    assert len(result["slate"]["races"]) == 6


def test_what_is_said_of_them_together(result: dict[str, Any]) -> None:
    """Whose outcome changed and why, the last cycle, and one source read in two ways."""
    slate = result["slate"]
    changed = {
        part["name"]: [d["variable"] for d in part["answers"] if d["moves"]]
        for part in slate["changed"]
    }
    assert changed == {
        "Nkiru Achebe-Lund": ["tenant_pledge"],
        "Philippa Okonjo-Reyes": ["data_center_subsidy"],
    }
    (under,) = slate["under"]
    assert under["unlike"] == []
    assert [part["criterion"] for part in under["same_source"]] == ["mass_reach"]
    said = {line["id"]: line for line in under["guidance"]}
    assert said["smaller_share_cadre"]["said"] == "yes"
    assert said["fewer_cadre"]["last_count"] == {"low": 3, "high": 3}


def test_the_earlier_records_are_what_the_program_makes(endorse: Endorse) -> None:
    """Where this fails: `endorse slate examples/slate-before` with the rubric, as jsonl."""
    made = endorse("slate", BEFORE, *RUBRIC, "--format", "jsonl")
    assert made.status == 0
    assert PREVIOUS.read_text(encoding="utf-8") == made.out


def test_the_packet_is_whole(endorse: Endorse) -> None:
    """The cover has what is voted on and what is said of all; every candidate has a page."""
    words = ("slate", SLATE, *RUBRIC, "--previous", PREVIOUS, "--format", "html")
    out = endorse(*words, "--audience", "public").out
    for part in (
        "Riverbend slate, autumn 2026",
        "Shall the chapter endorse the candidates recommended here?",
        "for the public",
        "two thirds of those voting",
        "version 2.0.0",
        "What changed since the earlier records",
        "What is still to be asked",
        "The slate as a whole",
        "Consistency",
        "How completely rivals were examined",
    ):
        assert part in out, part
    assert out.count("<article") == len(EXPECTED)
    for inside in ("Heard at a party", "asked for this vote"):
        assert inside not in out
