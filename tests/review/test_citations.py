"""From document to rubric and back: every citation is followed, every gap is found."""

from collections.abc import Iterator

import pytest

from endorse_cli import api
from endorse_cli.models.audits import PassagePart, TraceLinePart
from endorse_cli.review.citations import Traced, digest, read_text, trace
from support.base import Edit, Plain, edited, put
from support.world import sound

TEXT = "The house rules\nMembers may ask. Others wait.\nAn old story. It is long.\n"


def digests(text: str = TEXT) -> Edit:
    """The digests of a document, as its rubric would hold them."""
    paragraphs = enumerate(read_text(text).paragraphs, 1)
    return put("document digests", {f"p{n}": digest(words) for n, words in paragraphs})


HOMES = [
    digests(),
    put("findings backed when from", "p2.1"),
    put("passages", {"p1": "The title.", "p2.2": "No test.", "p3": "An old story."}),
]


def traced(*edits: Edit, text: str | None = TEXT) -> Traced:
    """The trace of the small rubric with these edits, by default with its document."""
    return trace(sound(edited(*HOMES, *edits)), read_text(text) if text else None, lambda _: 0)


def placed(*edits: Edit) -> dict[tuple[str | int, ...], TraceLinePart]:
    """Every line of that trace by the trail where it is written."""
    trails: list[tuple[str | int, ...]] = []

    def line_of(trail: tuple[str | int, ...]) -> int:
        trails.append(trail)
        return len(trails)

    found = trace(sound(edited(*HOMES, *edits)), read_text(TEXT), line_of)
    return {trails[line["line"] - 1]: line for line in found.lines}


def gaps(found: Traced) -> list[tuple[str, str]]:
    """The code and the passage of each gap."""
    return [(d.code, d.message.split("`")[1]) for d in found.diagnostics]


def passage(found: Traced, at: str) -> PassagePart:
    """One passage."""
    return next(one for one in found.passages if one["at"] == at)


def cited(value: Plain, trail: tuple[str | int, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Every citation in a rubric as plain values, by brute force, with the locators it names."""
    if isinstance(value, dict):
        key = "at" if trail[:1] == ("readings",) else "from"
        if key in value:
            named = value[key]
            yield (*trail, key), tuple(named if isinstance(named, list) else [named])
        for name, part in value.items():
            yield from cited(part, (*trail, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from cited(part, (*trail, place))


def test_every_citation_is_a_line_with_its_passages() -> None:
    """Wherever something is cited, in a condition's part as in a criterion, it is followed."""
    found = {(trail, tuple(line["from"])) for trail, line in placed().items()}
    assert found == set(cited(edited(*HOMES)))


def test_a_line_is_called_by_its_id() -> None:
    """A row is named with its decision, and a part of a condition by what it is a part of."""
    ids = {".".join(map(str, at)): (line["section"], line["id"]) for at, line in placed().items()}
    assert ids["criteria.care.from"] == ("criteria", "care")
    assert ids["findings.backed.when.from"] == ("findings", "backed")
    assert ids["decisions.loan.rows.rule.from"] == ("decisions", "loan.rule")
    assert ids["decisions.loan.otherwise.from"] == ("decisions", "loan.otherwise")
    assert ids["readings.what_is_care.at"] == ("readings", "what_is_care")
    assert ids["slate.guidance.all_regular.from"] == ("slate", "all_regular")


def test_a_paragraph_cited_whole_gives_its_sentences_a_home() -> None:
    """What rests on a paragraph rests on each of its sentences."""
    found = traced(put("criteria care from", "p3"))
    assert gaps(found) == []
    assert passage(found, "p3.2")["lines"] == ["care"]
    assert [one["home"] for one in found.passages] == ["cited", "cited", "reason", "cited", "cited"]


def test_a_range_stands_for_nothing_in_it() -> None:
    """A line that cites many paragraphs at once does not give each of their sentences a home."""
    found = traced(put("criteria care from", "p2-p3"), put("passages", {"p1": "x", "p2.2": "x"}))
    assert gaps(found) == [("passage-no-home", "p3.1"), ("passage-no-home", "p3.2")]
    assert passage(found, "p3.1")["lines"] == ["care"]
    assert "Only a range names" in found.diagnostics[0].message


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        ({"p1": "x", "p2.2": "x", "p3": "x"}, []),
        ({"p1": "x", "p2.2": "x", "p3.1": "x"}, ["p3.2"]),
        ({"p1": "x", "p3": "x"}, ["p2.2"]),
        ({"p2-p3": "x"}, []),
        ({"p1": "x"}, ["p2.2", "p3.1", "p3.2"]),
    ],
)
def test_a_sentence_needs_a_line_or_a_reason(passages: dict[str, str], expected: list[str]) -> None:
    """Every sentence of the document that nothing names is a gap, and nothing else is."""
    found = traced(put("passages", passages))
    assert gaps(found) == [("passage-no-home", at) for at in expected]


def test_without_the_document_what_is_named_must_be_whole() -> None:
    """If a third sentence is cited, there is a second: it is looked for in the rubric alone."""
    found = traced(put("criteria care from", "p2.4"), text=None)
    assert gaps(found) == [("passage-no-home", "p2.3")]


def test_a_paragraph_that_is_only_kept_has_no_home() -> None:
    """A digest says that something rests on a paragraph: if nothing does, that is a gap."""
    more = put("document digests p4", "sha256:0123456789abcdef")
    found = traced(more, text=None)
    assert gaps(found) == [("passage-no-home", "p4")]


def test_a_changed_paragraph_names_the_lines_that_rest_on_it() -> None:
    """What was written from another text is to be read again, and the new digest is told."""
    new = TEXT.replace("Others wait", "Others pay")
    found = traced(text=new)
    (one,) = found.diagnostics
    assert (one.code, one.trail) == ("passage-changed", ("document", "digests", "p2"))
    assert "`backed` and `what_is_care` rest on it" in one.message
    assert digest("Members may ask. Others pay.") in one.help
    assert [p["at"] for p in found.passages if p["changed"]] == ["p2.1", "p2.2"]


def test_an_unchanged_document_has_no_changes() -> None:
    """Blanks, bullets and forms of letters are no change."""
    again = TEXT.replace("Members may", "  \u2022 Members  may")
    assert gaps(traced(text=again)) == []


def test_a_new_sentence_changes_its_paragraph_and_has_no_home() -> None:
    """Both are said: which lines to read again, and which sentence nobody has placed yet."""
    new = TEXT.replace("Others wait.", "Others wait. Nobody pays.")
    assert gaps(traced(text=new)) == [
        ("passage-changed", "p2"),
        ("passage-no-home", "p2.3"),
    ]


def test_a_citation_that_the_document_lacks_is_a_gap() -> None:
    """A line must lead somewhere, too."""
    found = traced(put("criteria care from", "p2.7"))
    assert gaps(found) == [("line-no-source", "p2.7")]


def test_the_default_rubric_has_no_gap() -> None:
    """Everything that the default rubric names has its home, as far as it can say itself."""
    assert trace(api.load_rubric().rubric, None, lambda _: 0).diagnostics == ()
