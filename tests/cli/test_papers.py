"""`endorse letter` and `endorse motion`: what leaves the house, and from which template."""

from pathlib import Path

import pytest

from cli.running import Endorse, Write
from support.golden import same

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
GOLDEN = HERE / "golden"

SLATE = """\
slate: Riverbend slate, autumn 2026
ballot_question: Shall the chapter endorse these candidates?
chapter:
  body: the general meeting
  voting_threshold: two thirds of those voting
  deadlines: {corrections: 2026-05-12, vote: "2026-05-20, or call 555-0134"}
"""


def record(endorse: Endorse, folder: Path, *files: str | Path) -> Path:
    """A record in the test's own folder."""
    path = folder / "record.json"
    assert endorse("score", *files, "--format", "json", "-o", path).status == 0
    return path


@pytest.mark.parametrize("paper", ["letter", "motion"])
@pytest.mark.parametrize("example", ["undetermined-open-questions", "endorsed-on-surplus"])
def test_a_paper_reads_as_it_was_read_by_eye(
    endorse: Endorse, write: Write, tmp_path: Path, paper: str, example: str
) -> None:
    """Letter and motion say what was found, what is open, what would change it, and what next."""
    write("slate.yaml", SLATE)
    ended = endorse(paper, record(endorse, tmp_path, EXAMPLES / f"{example}.yaml"))
    assert ended.status == 0
    same(GOLDEN / f"{paper}-{example}.txt", ended.out)


@pytest.mark.parametrize("paper", ["letter", "motion"])
def test_nothing_for_members_leaves_the_house(
    endorse: Endorse, write: Write, tmp_path: Path, paper: str
) -> None:
    """No note, no contact data, whatever the record holds."""
    candidate = write(
        "wren.yaml",
        "candidate: Odalys Wren ann@rivers.example\noffice: Council, 555.013.4567\n"
        "answers:\n  dsa_member: {answer: yes, note: Said inside.}\n",
    )
    write("slate.yaml", SLATE)
    out = endorse(paper, record(endorse, tmp_path, candidate)).out
    assert "Odalys Wren […]" in out
    assert not [w for w in ("rivers.example", "013.4567", "555-0134", "Said inside") if w in out]


def test_several_records_give_several_papers(endorse: Endorse, tmp_path: Path) -> None:
    """Each begins a new sheet."""
    path = record(endorse, tmp_path, *sorted(EXAMPLES.glob("*.yaml"))[:3])
    assert endorse("motion", path).out.count("\f\nMOTION ON") == 2


def test_a_chapter_replaces_the_template(endorse: Endorse, write: Write, tmp_path: Path) -> None:
    """A template of one's own sees every value by its name."""
    template = write(
        "own.txt",
        "{{ candidate }}|{{ body }}|{% for d in decisions %}{{ d.id }}={{ d.outcome }};"
        "{% endfor %}|{{ 'a b c'|fill }}\n",
    )
    path = record(endorse, tmp_path, EXAMPLES / "endorsed-cadre.yaml")
    out = endorse("letter", path, "--template", template, "--slate", write("s.yaml", SLATE)).out
    assert out == (
        "Marisol Quennell|the general meeting|classification=cadre campaign;"
        "recommendation=endorse;|a b c\n"
    )


@pytest.mark.parametrize("paper", ["letter", "motion"])
@pytest.mark.parametrize("example", ["undetermined-open-questions", "endorsed-on-surplus"])
def test_what_our_templates_say_a_chapter_can_say(
    endorse: Endorse, write: Write, tmp_path: Path, paper: str, example: str
) -> None:
    """Whoever begins with a copy of ours gets what ours gives, to the byte."""
    write("slate.yaml", SLATE)
    ours = HERE.parents[1] / "src" / "endorse_cli" / "reports" / "templates" / f"{paper}.txt.j2"
    path = record(endorse, tmp_path, EXAMPLES / f"{example}.yaml")
    assert endorse(paper, path, "--template", ours) == endorse(paper, path)


BAD = {
    "{{ candidat }}": ("`candidat` is not defined; did you mean `candidate`?", 1),
    "fine\n{% for x in %}": ("Expected an expression", 2),
    "a\nb\n{{ decisions|length|fill }}": ("`fill` takes a text, and this is a number", 3),
    "{{ decisions[0].count }}": ("there is no `count` in it; it has", 1),
    "{{ decisions.append(1) }}": ("nothing can be called", 1),
    "{% include '/etc/passwd' %}": ("`include` is not allowed", 1),
    "{{ 'a' * 10**10 }}": ("`*` is not allowed", 1),
    "\n{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}": ("`macro` is not allowed", 2),
    "{% for d in decisions %}" * 50 + "{% endfor %}" * 50: ("it makes too much", 1),
    "{% set x = 'a' %}\n" + "{% set x = x ~ x %}\n" * 70: ("it makes too much", 24),
}
"""Templates that cannot be filled: what is said of them, and at which line."""


@pytest.mark.parametrize("template", BAD, ids=lambda template: template[:60])
def test_a_template_that_cannot_be_filled_is_a_fault(
    endorse: Endorse, write: Write, tmp_path: Path, template: str
) -> None:
    """Status 3 with the place and the reason; nothing of the machine is reached."""
    path = record(endorse, tmp_path, EXAMPLES / "endorsed-cadre.yaml")
    ended = endorse("letter", path, "--template", write("own.txt", template))
    words, line = BAD[template]
    assert ended.status == 3
    assert ended.out == ""
    assert words in ended.err
    assert f"own.txt:{line}:1: " in ended.err


def test_another_rubric_is_refused(endorse: Endorse, write: Write, tmp_path: Path) -> None:
    """The words of a letter are those of the rubric that decided."""
    shipped = EXAMPLES.parent / "rubrics" / "class-alignment" / "rubric.yaml"
    other = write("other.yaml", shipped.read_text("utf-8") + "# another\n")
    path = record(endorse, tmp_path, EXAMPLES / "endorsed-cadre.yaml")
    ended = endorse("letter", path, "--rubric", other)
    assert ended.status == 3
    assert "with another digest" in ended.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"criterion": "mass_reach"', '"criterion": "mass_reaches"'),
        ('"cadre_endorsed"', '"cadre_blessed"'),
        ('"classification": {', '"classified": {'),
    ],
)
def test_a_record_with_words_of_no_rubric_is_a_fault(
    endorse: Endorse, tmp_path: Path, old: str, new: str
) -> None:
    """A record written by hand is refused at its place, and nothing breaks."""
    path = record(endorse, tmp_path, EXAMPLES / "endorsed-cadre.yaml")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    ended = endorse("letter", path)
    assert ended.status == 3
    assert "unknown-id" in ended.err


BAD_SLATES = {
    "title: x\n": "has no `slate`",
    "slate: x\nballot: y\n": "`ballot` is not a key",
    "slate: x\nchapter: {bodies: y}\n": "`bodies` is not a key",
    "slate: x\nchapter: {deadlines: [vote]}\n": "`deadlines` is a list",
    "slate: [x]\n": "`slate` is a list",
    "- x\n": "not a mapping",
}


@pytest.mark.parametrize("text", BAD_SLATES)
def test_a_slate_with_faults_is_told(
    endorse: Endorse, write: Write, tmp_path: Path, text: str
) -> None:
    """A misspelled key is not left out of the cover in silence."""
    slate = write("slate.yaml", text)
    candidate = EXAMPLES / "endorsed-cadre.yaml"
    words = ("score", candidate, "--format", "html", "--audience", "members", "--slate", slate)
    ended = endorse(*words)
    assert ended.status == 3
    assert BAD_SLATES[text] in ended.err


def test_a_slate_changes_no_outcome(endorse: Endorse, write: Write, tmp_path: Path) -> None:
    """What is printed of a vote is not computed into it."""
    candidate = write("wren.yaml", (EXAMPLES / "endorsed-cadre.yaml").read_text("utf-8"))
    before = endorse("score", candidate, "--format", "json").out
    write("slate.yaml", SLATE)
    assert endorse("score", candidate, "--format", "json").out == before
