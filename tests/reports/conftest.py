"""A record of any plain candidate, under the default rubric and under invented ones."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import Compiled, compile_rubric
from endorse_cli.engine.explanation import Account
from endorse_cli.models.record import Record, RubricPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.record.assemble import Origin, assemble
from endorse_cli.reports.look import Look
from endorse_cli.reports.page import Page
from endorse_cli.reports.result.screen import put_results
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.rubric_reader import read_rubric
from support.golden import same
from support.rubric_files import CLASS_ALIGNMENT_1

HERE = Path(__file__).parent
DIGEST = "sha256:" + "0" * 64

Plain = Any

RecordOf = Callable[..., Record]


def source(what: str, day: str | None = None, says: str | None = None) -> dict[str, str]:
    """One source, without the parts that are not given."""
    parts = {"source": what, "date": day, "says": says}
    return {key: part for key, part in parts.items() if part}


INEZ: dict[str, Any] = {
    "candidate": "Inez Calloway",
    "office": "City Council, District 4",
    "seat": "council-4",
    "election": "2026-11-03",
    "chapter": "Riverbend",
    "as_of": "2026-05-01",
    "assessed": {"by": "electoral committee", "date": "2026-04-28", "rubric_version": "0.9.0"},
    "answers": {
        "dsa_member": {
            "answer": "yes",
            "evidence": [source("Chapter roll", "2026-04-20", "Listed, dues paid.")],
        },
        "chapter_member": "yes",
        "solicited_endorsement": {
            "answer": "yes",
            "evidence": [source("Questionnaire", "2026-03-02", "Signed by the candidate.")],
        },
        "openly_socialist": {
            "answer": "yes",
            "evidence": [source("https://calloway.example/about", "2026-04-12")],
        },
        "accepts_positions": {"unknown": "no_reply"},
        "red_lines": {
            "answer": "kept",
            "evidence": [source("Votes of the last term, compared by two members", "2026-04-15")],
        },
        "labor_capital_opposition": "clear",
        "mobilizes_class": "defining",
        "politicizes_workers": "clear",
        "polarizes_against_establishment": {"one_of": ["clear", "defining"]},
        "coalition": {"labor": "yes", "tenants": "unknown", "progressives": "yes"},
        "mass_reach": {
            "answer": "clear",
            "note": "Two local papers, weekly; sign-ups from nine of eleven wards.",
            "evidence": [
                source(
                    "https://riverbend-courier.example/2026/04/calloway-draws-four-hundred-to-"
                    "the-mill-gate",
                    "2026-04-12",
                    "Four hundred people at the mill gate.",
                ),
                source("Sign-up list"),
            ],
        },
        "strong_labor_policy": "yes",
        "rooted_in_chapter": "some",
        "viable_path": "competitive",
        "office_kind": "legislative",
        "office_has_power": "yes",
        "class_alignment": "clear",
        "left_labor_bloc": "some",
        "material_gains": "clear",
        "organizing_burden": {"unknown": "could_not_verify"},
        "expected_votes_against": "some",
        "internal_conflict": {"one_of": ["none", "some"]},
        "public_conflict": "none",
        "sio_commitment": {"unknown": "declined"},
        "internal_pressure": "yes",
    },
    "statements": {
        "for": [
            {
                "by": "field committee",
                "text": "She brought the warehouse crews and the tenants of Alder Street into one "
                "room.\nNobody else has.\n",
            }
        ],
        "against": [
            {
                "by": "two members of the committee",
                "text": "We do not know what keeping her organized in office would cost us.",
            }
        ],
    },
    "corrections": [
        {
            "date": "2026-05-03",
            "by": "the candidate",
            "what": "The questionnaire was sent on 2 March, not in April.",
        }
    ],
}


def read(path: Path) -> Rubric:
    """A rubric file that must be without fault."""
    rubric, found = read_rubric(yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader))
    assert not found, [diagnostic.message for diagnostic in found]
    return rubric


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    """The first version of the rubric that ships, which has a set and no words for people."""
    return read(CLASS_ALIGNMENT_1)


@pytest.fixture(scope="session")
def festival() -> Rubric:
    """An invented rubric that shares no word with it."""
    return read(HERE / "festival.yaml")


@pytest.fixture(scope="session")
def grants() -> Rubric:
    """An invented rubric with every form of the language that the festival does not have."""
    return read(HERE / "grants.yaml")


@pytest.fixture(scope="session")
def points() -> Rubric:
    """An invented rubric with scores put together in every way."""
    return read(HERE / "points.yaml")


@pytest.fixture(scope="session")
def record_of() -> RecordOf:
    """The record of a plain candidate under a rubric."""
    compiled: dict[str, Compiled] = {}

    def made(rubric: Rubric, answers: Plain = None, fresh: bool = False, **head: Plain) -> Record:
        if fresh or rubric.id not in compiled:
            compiled[rubric.id] = compile_rubric(rubric)
        reader = CandidateReader(rubric)
        plain = {"candidate": "Odalys Wren", "answers": answers or {}, **head}
        candidate, found = reader.read(plain)
        assert candidate is not None, [diagnostic.message for diagnostic in found]
        day = candidate.as_of or candidate.election
        candidate = reader.settled(candidate, day)
        assessment = Assessment(
            compiled[rubric.id], candidate.answers, reader.absent, candidate.given
        )
        part: RubricPart = {
            "id": rubric.id,
            "version": rubric.version,
            "digest": DIGEST,
            "extends": [],
            "effective": None,
            "departures": [],
            "waived": [],
        }
        origin = Origin("file.yaml", DIGEST, part)
        return assemble(candidate, assessment, origin, day)

    return made


@pytest.fixture(scope="session")
def inez(rubric: Rubric, record_of: RecordOf) -> Record:
    """A candidate with something of everything."""
    return record_of(rubric, **INEZ)


REGISTER = [source("Register of associations", "2026-04-01")]

GARDENERS: dict[str, Any] = {
    "candidate": "The Mill Stream Gardeners",
    "office": "Spring round",
    "as_of": "2026-05-01",
    "answers": {
        "duration": "7",
        "budget": {"one_of": ["949.5", "1100"]},
        "founded": {"answer": "2026-01-15", "evidence": REGISTER},
        "reported": "not_applicable",
        "staff": {
            "answer": "5",
            "evidence": [source("Form", "2026-04-02", "Five names.")],
            "note": "One of them half days.",
        },
        "team": "good",
        "treasurer": "fair",
        "audit": "yes",
    },
}

CHOIR: dict[str, Any] = {
    "candidate": "The Ferry Choir",
    "as_of": "2026-05-01",
    "answers": {
        "duration": "14",
        "plan": "not_applicable",
        "founded": {"answer": "2014-01-15", "evidence": REGISTER},
        "reported": "2026-03-20",
        "staff": {"one_of": ["2", "5"]},
        "meetings": "1",
        "team": "good",
        "treasurer": "good",
        "size": "large",
    },
}


@pytest.fixture(scope="session")
def gardeners(grants: Rubric, record_of: RecordOf) -> Record:
    """Numbers, days, disputed and open ones, stand-ins, bands and a table that are open."""
    return record_of(grants, **GARDENERS)


@pytest.fixture(scope="session")
def choir(grants: Rubric, record_of: RecordOf) -> Record:
    """A decision that the file states, and a score without an upper end."""
    return record_of(grants, **CHOIR)


def render_table(account: Account, look: Look | None = None, **more: Any) -> str:  # noqa: ANN401
    """The result of one candidate alone."""
    page = Page(look or Look(80))
    put_results(page, [account], **more)
    return page.text()


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a text with the one that was read by eye and kept in `golden/`."""
    return lambda name, text: same(HERE / "golden" / name, text)
