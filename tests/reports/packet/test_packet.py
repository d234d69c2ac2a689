"""The packet: everything that a member needs, in order, and nothing that runs or is fetched."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from endorse_cli import api
from endorse_cli.models.candidate import Slate
from endorse_cli.models.record import InvalidPart, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.editions import edition
from endorse_cli.reports.packet.candidate_pages import link_of
from endorse_cli.reports.packet.flow import Part, Section
from endorse_cli.reports.packet.html import render_packet
from endorse_cli.reports.page import Page
from reports.conftest import RecordOf
from support.accounts import account


def slate_of(
    title: str, question: str, body: str, threshold: str, deadlines: dict[str, str]
) -> Slate:
    """What is printed of a slate, as its file says it."""
    chapter = {"body": body, "voting_threshold": threshold, "deadlines": deadlines}
    return Slate.model_validate({"slate": title, "ballot_question": question, "chapter": chapter})


SLATE = slate_of(
    "Riverbend slate <autumn>",
    "Shall the chapter endorse?",
    "general meeting",
    "two thirds",
    {"statements": "2026-05-12", "vote": "2026-05-20"},
)

EMPTY = {"meta"}


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
    text = render_packet(
        [account(inez, rubric), account(other, rubric)],
        [invalid],
        audience="members",
        slate=SLATE,
        sections=[changed],
    )
    return Read(text)


def test_the_cover_says_what_it_is(page: Read) -> None:
    """What, for whom, which rubric, what is voted on, by whom and when, and who is missing."""
    cover = page.text.partition("Back to the cover")[0]
    for words in (
        "Riverbend slate <autumn>",
        "Riverbend slate <autumn> 1 could not be read or judged: bad.yaml. What is said here is "
        "said only of the 2 candidates that could be read.",
        "Edition for members · 2 candidates that could be read",
        "version 1.0.0",
        "Ballot question: Shall the chapter endorse?",
        "Who votes general meeting",
        "Needed to pass two thirds",
        "Deadline: vote 2026-05-20",
        "bad.yaml: not assessed, 0 problems",
        "Since the last packet Inez Calloway: was undetermined",
        "members decide",
    ):
        assert words in cover, words


def test_races_stand_by_the_day_of_the_election(page: Read) -> None:
    """The next election comes first, whatever the order of the files."""
    assert page.text.index("Election of 2026-06-01") < page.text.index("Election of 2026-11-03")


def test_a_candidate_reads_from_the_result_down(page: Read) -> None:
    """Result, row, open questions, reasons, statements, changes, and the table at the end."""
    own = page.text.partition("Skip to")[2].partition(" Inez Calloway City Council")[2]
    order = [
        "class struggle campaign row class_struggle",
        "Open questions that matter:",
        "Assessed by electoral committee",
        "Why",
        "What is unknown, and whether it matters",
        "The case each way",
        "For field committee She brought",
        "Against two members of the committee We do not",
        "What would change it",
        "Every question, with its answer and evidence",
        "Corrections",
    ]
    places = [own.index(words) for words in order]
    assert places == sorted(places)


def test_both_sides_have_room_where_one_is_silent(page: Read) -> None:
    """Who was not heard is seen to be missing."""
    assert page.text.count("No statement was made.") == 2


def test_headings_leave_no_level_out(page: Read) -> None:
    """Whoever goes from heading to heading misses none."""
    levels = [0, *page.headings()]
    assert levels[1] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_picture_says_the_same_in_words(page: Read) -> None:
    """Nobody has to see the dots."""
    ((_, described),) = [tag for tag in page.tags if tag[0] == "svg"]
    assert described["role"] == "img"
    assert described["aria-labelledby"] == "picture-title picture-words"
    assert "2 candidates in 2 races could be read. undetermined: 2." in page.text


def test_nothing_comes_from_elsewhere(page: Read) -> None:
    """One file: no script, no picture, no style of another's, and a policy that forbids them."""
    tags = [tag for tag, _ in page.tags]
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(tags)
    assert not [attrs for _, attrs in page.tags if {"style", "src", "srcset"} & set(attrs)]
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
    policy = next(a["content"] for _, a in page.tags if "http-equiv" in a) or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_every_form_of_a_rubric_is_set(gardeners: Record, choir: Record, grants: Rubric) -> None:
    """Numbers, days, tables, bands and stand-ins read as they do in the table."""
    page = Read(
        render_packet([account(gardeners, grants), account(choir, grants)], audience="members")
    )
    for title in (decision.title for decision in grants.decisions.values()):
        assert title is None or title in page.text
    assert "─" not in page.text


def test_a_section_of_a_slate_is_put_as_on_any_page(inez: Record, rubric: Rubric) -> None:
    """Whatever speaks of a slate speaks on the cover of the packet too."""

    def put(page: Page) -> None:
        page.section("Balance")
        page.group("Campaigns")
        page.fact("cadre", "1 of 3", indent=2)
        page.bare("question", "Who asks?", lead="- ", indent=4)

    text = api.make_packet([account(inez, rubric)], audience="public", sections={"Balance": put})
    assert "Balance Campaigns Cadre: 1 of 3 Who asks?" in Read(text).text


def test_the_same_records_give_the_same_bytes(inez: Record, rubric: Rubric) -> None:
    """Nothing in a packet depends on when it was made."""
    one, other = (render_packet([account(inez, rubric)], audience="members") for _ in range(2))
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
    text = render_packet([account(record, rubric)], [invalid], audience="members", slate=slate)
    page = Read(text)
    assert {"script", "img"}.isdisjoint(tag for tag, _ in page.tags)
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
    assert not re.search("[\x00\x1b\u202e\u200b\u2028]", text)
    if hostile.isprintable():
        assert page.text.count(hostile) >= 12


def test_what_is_not_in_the_edition_is_not_on_the_page(inez: Record, rubric: Rubric) -> None:
    """The public reads no note, and is told that there was one."""
    public = render_packet([account(edition(inez, "public")[0], rubric)], audience="public")
    assert "sign-ups from nine of eleven wards" not in public
    assert "Edition for the public" in public
    assert "Left out: 1 note for members." in public
    members = render_packet([account(inez, rubric)], audience="members")
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
