"""The packet: everything that a member needs, in order, and nothing that runs or is fetched."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from cli.running import Endorse
from endorse_cli.engine.explanation import Account
from endorse_cli.models.candidate import Slate
from endorse_cli.models.record import InvalidPart, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.editions import edition
from endorse_cli.reports.packet.appendix import link_of
from endorse_cli.reports.packet.html import render_files, render_packet
from endorse_cli.reports.packet.packet import packet_of
from endorse_cli.reports.packet.sheet import Part, Section, section_of
from endorse_cli.reports.page import Page
from endorse_cli.review.citations import read_text
from endorse_cli.views.printed_names import outcome_words
from reports.conftest import RecordOf
from support.accounts import account


def slate_of(
    title: str, question: str, body: str, threshold: str, deadlines: dict[str, str]
) -> Slate:
    """What is printed of a slate, as its file says it."""
    chapter = {"body": body, "place": "Mill Hall", "voting_threshold": threshold}
    chapter["deadlines"] = deadlines
    return Slate.model_validate({"slate": title, "ballot_question": question, "chapter": chapter})


SLATE = slate_of(
    "Riverbend slate <autumn>",
    "Shall the chapter endorse?",
    "general meeting",
    "two thirds",
    {"statements": "2026-05-12", "vote": "2026-05-20"},
)

EMPTY = {"meta", "input"}

ROOT = Path(__file__).parents[3]


class Read(HTMLParser):
    """The text of a page, and its tags, which must close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """The tag that was opened last is closed first."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if data.strip() and self.open[-1:] != ["style"]:
            self.texts.append(" ".join(data.split()))

    @property
    def text(self) -> str:
        """Everything that is to be read."""
        return " ".join(self.texts)

    def headings(self) -> Iterator[int]:
        """The levels of the headings in order."""
        yield from (int(tag[1]) for tag, _ in self.tags if re.fullmatch(r"h[1-6]", tag))


@pytest.fixture(scope="module")
def page(inez: Record, rubric: Rubric, record_of: RecordOf) -> Read:
    """A packet of two candidates and a file that could not be read."""
    other = record_of(rubric, candidate="Odalys Wren", seat="mayor", election="2026-06-01")
    invalid: InvalidPart = {"source": "bad.yaml", "findings": []}
    changed = Section("Since the last packet", (Part("text", "Inez Calloway: was undetermined"),))
    packet = packet_of(
        [account(inez, rubric), account(other, rubric)],
        [invalid],
        audience="members",
        slate=SLATE,
        sections=[changed],
    )
    return Read(render_packet(packet))


def rendered(*accounts: Account, **more: object) -> str:
    """The packet of some accounts, for members."""
    return render_packet(packet_of(accounts, audience="members", **more))  # type: ignore[arg-type]


def test_the_cover_says_what_it_is(page: Read) -> None:
    """What, whose, for whom, what is voted on, by whom and when, who is missing, and how many."""
    cover = page.text.partition("Race Candidate")[0]
    for words in (
        "edition for members",
        "Riverbend slate <autumn>",
        "Shall the chapter endorse?",
        "Vote May 20, 2026 · general meeting · Mill Hall · two thirds · statements until "
        "May 12, 2026",
        "1 could not be read or judged: bad.yaml. What is said here is said only of the 2 "
        "candidates that could be read.",
        "0 endorse 0 members deliberate 0 do not endorse 2 ? still open",
    ):
        assert words in cover, words
    assert "bad.yaml: not assessed, 0 problems" in page.text
    assert "Since the last packet Inez Calloway: was undetermined" in page.text
    assert "members decide" in page.text


def test_everyone_stands_on_one_board(page: Read) -> None:
    """Race, day, name, outcome, kind and why stand in one row; the next election comes first."""
    board = page.text.partition("Race Candidate")[2].partition("The slate as a whole")[0]
    assert board.startswith(
        " The rubric’s advice What kind of campaign it is Because "
        "mayor June 1, 2026 Odalys Wren ? Still open open hangs on: "
    )
    assert "City Council, District 4 November 3, 2026 Inez Calloway ? Still open class " in board


def test_a_candidate_reads_from_the_result_down(page: Read) -> None:
    """Result and why, what is open, the case each way, and then the answers."""
    own = page.text[page.text.rindex("Inez Calloway ? Still open Hangs on") :]
    order = [
        "Hangs on: ",
        "What kind of campaign it is: class struggle campaign",
        "Still possible: ",
        "Ask next: ",
        "The case each way, in people’s own words",
        "For. She brought",
        "— field committee",
        "Against. We do not",
        "assessed by the electoral committee, April 28, 2026",
        "Every answer that carries weight",
    ]
    places = [own.index(words) for words in order]
    assert places == sorted(places)


def test_who_was_not_heard_is_seen_to_be_missing(
    inez: Record, rubric: Rubric, record_of: RecordOf
) -> None:
    """Where nobody wrote, and where one side is silent, that is said."""
    said = {"for": [{"by": "a branch", "text": "Yes."}]}
    one = record_of(rubric, candidate="Ada Ost", statements=said)
    other = record_of(rubric, candidate="Bea West")
    text = Read(rendered(account(one, rubric), account(other, rubric))).text
    assert "For. Yes. — a branch Against: no statement was made." in text
    assert "Nobody has written for or against." in text


def test_headings_leave_no_level_out(page: Read) -> None:
    """Whoever goes from heading to heading misses none."""
    levels = [0, *page.headings()]
    assert levels[1] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_place_is_there_once_and_every_link_leads_to_one(page: Read) -> None:
    """Citations, answers, sources and candidates are linked, and nothing leads nowhere."""
    places = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(places) == len(set(places))
    leads = [str(a["href"])[1:] for _, a in page.tags if str(a.get("href", "")).startswith("#")]
    assert {"p7-3", "council-4-inez-calloway", "question-dsa-member"} <= set(leads)
    assert "council-4-inez-calloway-dsa-member-source-1" in leads
    assert set(leads) <= set(places)


def links(text: str) -> set[str]:
    """The places of candidates and of their answers."""
    return set(re.findall(r'id="([^"]*-(?:wren|calloway|older)[^"]*)"', text))


def test_adding_a_file_moves_no_link(inez: Record, rubric: Rubric, record_of: RecordOf) -> None:
    """A place is made of seat and name: whoever linked it finds the same person there."""
    seat = {"seat": "council-4", "election": "2026-11-03"}
    other = record_of(rubric, candidate="Odalys Wren", **seat)
    before = links(rendered(account(inez, rubric), account(other, rubric)))
    added = record_of(rubric, candidate="Ann Older", **seat)
    again = record_of(rubric, candidate="Odalys Wren", seat="council-4", election="2026-06-01")
    found = (account(one, rubric) for one in (again, added, inez, other))
    assert before
    assert before < links(rendered(*found))


def test_no_id_stands_where_a_person_reads(page: Read) -> None:
    """People read labels; ids are for files and commands."""
    assert re.findall(r"[a-z0-9]+_[a-z0-9_]+", page.text) == []


def test_nothing_comes_from_elsewhere(page: Read) -> None:
    """One file: no script, no picture, no style of another's, and a policy that forbids them."""
    tags = [tag for tag, _ in page.tags]
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(tags)
    assert not [attrs for _, attrs in page.tags if {"style", "src", "srcset"} & set(attrs)]
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
    policy = next(a["content"] for _, a in page.tags if "http-equiv" in a) or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_every_form_of_a_rubric_is_set(gardeners: Record, choir: Record, grants: Rubric) -> None:
    """Numbers, days, tables, bands and stand-ins are said in words."""
    page = Read(rendered(account(gardeners, grants), account(choir, grants)))
    for title in (decision.title for decision in grants.decisions.values()):
        assert title is None or title[1:] in page.text
    assert "─" not in page.text


def test_the_leading_decision_leads(festival: Rubric, record_of: RecordOf) -> None:
    """What is counted are the outcomes of the headline decision, whatever its place."""
    record = record_of(festival, candidate="Ann")
    text = rendered(account(record, festival), account(record_of(festival), festival))
    decision = festival.decisions[festival.leading]
    counted = re.findall(r"<b>\d+</b>.*?([^<>]*)</li>", text)
    outcomes = {outcome_words(decision, name) for name in decision.outcomes}
    assert set(map(str.strip, counted)) <= {*outcomes, "still open"}
    assert "still open" in counted


def test_many_of_one_outcome_in_one_race_are_all_drawn(rubric: Rubric, record_of: RecordOf) -> None:
    """Twenty-four rivals stand in tables of a few columns each, everyone once in each way."""
    seat = {"seat": "council-4", "election": "2026-11-03"}
    names = [f"Runner {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"]
    records = [record_of(rubric, candidate=name, **seat) for name in names]
    text = rendered(*(account(record, rubric) for record in records))
    tables = re.findall(r'<table class="matrix">.*?</thead>', text, re.DOTALL)
    columns = [re.findall(r'<a href="#[^"]*">(Runner .)</a>', table) for table in tables]
    assert [name for table in columns for name in table] == names
    assert max(map(len, columns)) <= 5
    board = text.partition('<table class="board">')[2].partition("</table>")[0]
    assert re.findall(r">(Runner .)</a>", board) == names
    (drawn,) = re.findall(r'<table class="drawing">.*?</table>', text, re.DOTALL)
    assert re.findall(r'class="name">(Runner .)<', drawn) == names


def test_a_number_that_nothing_rests_on_is_not_drawn(rubric: Rubric, record_of: RecordOf) -> None:
    """Where a red line alone decides, or a track is met, a score is no open question."""
    source = {"source": "minutes", "date": "2026-04-01"}
    crossed = {"red_lines": {"answer": "crossing", "evidence": [source]}}
    seat = {"seat": "council-4", "election": "2026-11-03"}
    declined = record_of(rubric, {**good_answers(rubric), **crossed}, candidate="Ann", **seat)
    still_open = record_of(rubric, candidate="Bea", **seat)
    assert 'class="drawing"' not in rendered(account(declined, rubric))
    both = rendered(account(declined, rubric), account(still_open, rubric))
    (drawn,) = re.findall(r'<table class="drawing">.*?</table>', both, re.DOTALL)
    assert re.findall(r'class="name">([^<]+)<', drawn) == ["Bea"]


def test_what_assessors_disagree_about_is_told_on_the_cover(
    rubric: Rubric, record_of: RecordOf
) -> None:
    """It was answered: nobody is to think that a question went unanswered."""
    answers = {**good_answers(rubric), "dsa_member": {"one_of": ["yes", "no"]}}
    seen = [rendered(account(record_of(rubric, answers, candidate=name), rubric)) for name in "AB"]
    assert all("hangs on: " in text.lower() for text in seen)
    assert all("Dsa member (assessors disagree)" in text for text in seen)


def test_what_is_stated_in_the_file_is_said_to_be(endorse: Endorse) -> None:
    """No reader takes a verdict that was brought along for one that the answers led to."""
    file = ROOT / "examples" / "supplier-review" / "county-verdict.yaml"
    page = endorse("score", file, "--format", "html", "--audience", "members").out
    assert "How clean and safe: stated in the file, not worked out" in page


def test_one_candidate_alone_has_neither_cover_nor_board(inez: Record, rubric: Rubric) -> None:
    """What is asked is answered: who, what came out, why, and every answer."""
    text = rendered(account(inez, rubric))
    page = Read(text)
    assert 'class="board"' not in text
    assert "<nav" not in text
    assert page.text.startswith("Inez Calloway (edition for members)")
    for words in (
        "Every question that carries weight",
        "Two local papers, weekly",
        "members decide",
    ):
        assert words in page.text


def test_very_many_are_files_beside_the_board(rubric: Rubric, record_of: RecordOf) -> None:
    """Each candidate has a page of their own, rivals one together, and all links lead on."""
    records = [
        record_of(rubric, candidate=f"Runner {number}", seat=f"ward-{number // 2}")
        for number in range(8)
    ]
    packet = packet_of([account(record, rubric) for record in records], audience="members")
    files = dict(render_files(packet))
    assert list(files)[-1] == "index.html"
    assert len(files) == 8 + 4 + 2
    places = {name: set(re.findall(r' id="([^"]*)"', text)) for name, text in files.items()}
    for name, text in files.items():
        for lead in re.findall(r'href="([^"]*)"', text):
            file, _, place = lead.partition("#")
            assert (file or name) in files, lead
            assert not place or place in places[file or name], lead
    (runner,) = (text for name, text in files.items() if name.startswith("ward-0-runner-0"))
    assert 'href="rubric.html#p7-3"' in runner
    page = Read(files["rubric.html"])
    assert "Runner" not in page.text
    assert all(criterion.ask in page.text for criterion in rubric.criteria.values())
    assert re.findall(r"[a-z0-9]+_[a-z0-9_]+", page.text) == []
    board = files["index.html"]
    assert board.count('href="ward-') == 8
    assert 'class="matrix"' not in board


def test_with_the_document_citations_lead_into_it(inez: Record, rubric: Rubric) -> None:
    """It is printed once, each sentence with a place of its own; what it lacks is paraphrased."""
    text = rendered(account(inez, rubric), text=read_text("One. Two.\nThree.\n"))
    assert text.count('<span id="p1-2">Two.</span>') == 1
    assert text.count('id="p2"') == 1
    assert "The document given differs from the one that the rubric encodes" in text
    assert "Passages that the document given does not have" in text


def good_answers(rubric: Rubric) -> dict[str, object]:
    """What a class struggle campaign is endorsed for."""
    degrees = {
        id: "clear"
        for id, criterion in rubric.criteria.items()
        if criterion.kind.scale == "degree" and criterion.recorded is None
    }
    yes = {id: "yes" for id, c in rubric.criteria.items() if c.kind.form == "yes_no"}
    costs = ("organizing_burden", "expected_votes_against", "internal_conflict", "public_conflict")
    return {
        **degrees,
        **yes,
        **dict.fromkeys(costs, "none"),
        "coalition": {"labor": "yes", "tenants": "yes", "progressives": "yes"},
        "red_lines": {"answer": "kept"},
        "viable_path": "none",
        "office_kind": "legislative",
        "sio_commitment": "committed",
    }


def test_what_would_change_it_names_all_that_would(rubric: Rubric, record_of: RecordOf) -> None:
    """Every answer that alone would do it, what people judged before what is looked up."""
    text = Read(rendered(account(record_of(rubric, good_answers(rubric)), rubric))).text
    changes = text.partition("What would change it")[2].partition(". Balance")[0]
    decline = changes.partition("Do not endorse")[2]
    assert decline.startswith(" if any one of these alone: ")
    judged, _, facts = decline.partition("Or, as answered by others or looked up: ")
    assert "Mobilizes class – none or some" in judged
    assert "Dsa member – no" in facts
    assert "Red lines" in changes
    margin = text.partition("Red lines")[2]
    assert re.search(r"is [^:]*: [^ ]+ above 1 \(“endorse” at least 1\)", margin), margin[:800]


def test_no_way_leads_past_a_better_outcome(rubric: Rubric, record_of: RecordOf) -> None:
    """Where one answer leads to the best, nobody is told that it and a worse one lead to less."""
    source = {"source": "minutes", "date": "2026-04-01"}
    crossed = {"red_lines": {"answer": "crossing", "evidence": [source]}}
    record = record_of(rubric, {**good_answers(rubric), **crossed})
    assert "deliberate" in [change["to"] for change in record["changes"]["recommendation"]]
    text = Read(rendered(account(record, rubric))).text
    ways = text.partition("What would change it")[2].partition("questions that count")[0]
    assert ways.startswith(" Endorse if this alone: Red lines – ")
    assert "deliberate" not in ways


def test_a_section_of_a_slate_is_put_as_on_any_page(inez: Record, rubric: Rubric) -> None:
    """Whatever speaks of a slate speaks in the packet too."""

    def put(page: Page) -> None:
        page.section("Balance")
        page.group("Campaigns")
        page.fact("cadre", "1 of 3", indent=2)
        page.bare("question", "Who asks?", lead="- ", indent=4)

    packet = packet_of(
        [account(inez, rubric)], audience="public", sections=[section_of("Balance", put)]
    )
    text = render_packet(packet)
    assert "Balance Campaigns Cadre: 1 of 3 Who asks?" in Read(text).text


def test_the_same_records_give_the_same_bytes(inez: Record, rubric: Rubric) -> None:
    """Nothing in a packet depends on when it was made."""
    one, other = (rendered(account(inez, rubric)) for _ in range(2))
    assert one == other


HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% for x in [] %}",
    "\x1b[31m\u202e\u200b\u2028\x00",
    "&lt;b&gt; &amp;",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_harmless_and_readable(
    rubric: Rubric, record_of: RecordOf, hostile: str
) -> None:
    """Whatever people write stands on the page as they wrote it, and does nothing."""
    source = {"source": hostile, "date": "2026-04-01", "says": hostile}
    record = record_of(
        rubric,
        {"dsa_member": {"answer": "yes", "note": hostile, "evidence": [source]}},
        candidate=hostile,
        office=hostile,
        statements={"for": [{"by": hostile, "text": hostile}]},
        corrections=[{"what": hostile, "by": hostile}],
    )
    slate = slate_of(hostile, hostile, hostile, hostile, {hostile: hostile})
    invalid: InvalidPart = {"source": hostile, "findings": []}
    text = rendered(account(record, rubric), invalid=[invalid], slate=slate)
    page = Read(text)
    assert {"script", "img"}.isdisjoint(tag for tag, _ in page.tags)
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
    assert not re.search("[\x00\x1b\u202e\u200b\u2028]", text)
    if hostile.isprintable():
        assert page.text.count(hostile) >= 10


def test_what_is_not_in_the_edition_is_not_on_the_page(inez: Record, rubric: Rubric) -> None:
    """The public reads no note, and is told that there was one."""
    shown = account(edition(inez, "public")[0], rubric)
    public = render_packet(packet_of([shown], audience="public"))
    assert "sign-ups from nine of eleven wards" not in public
    assert "edition for the public" in public
    assert "Left out: 1 note for members." in public
    members = rendered(account(inez, rubric))
    assert "sign-ups from nine of eleven wards" in members


LINKS = {
    "https://page.example/a?b=c&d=%22#e": True,
    "http://page.example": True,
    "https://page.example:8080/": True,
    "https://xn--e1afmkfd.example/": True,
    "javascript:alert(1)": False,
    " https://page.example": False,
    "https://page.example/ and more": False,
    "https://page.example/\n": False,
    "https://user:word@page.example/": False,
    "https://раге.example/": False,
    "https://localhost/": False,
    "https://page.example/\"onmouseover='x'": False,
    "//page.example/": False,
    "data:text/html,x": False,
    "https://page.example/" + "a" * 3000: False,
}


@pytest.mark.parametrize("text", LINKS)
def test_only_a_plain_address_is_a_link(text: str) -> None:
    """A link leads where it says; everything else is text."""
    assert (link_of(text) == text) is LINKS[text]
