import re
import shutil
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import endorse_cli
from docs.examples import CHECKS, HEADINGS, Example, examples, marked_lines, merged, whole_text
from endorse_cli import api
from endorse_cli.diagnostics import CODES, Diagnostic
from endorse_cli.files import limits
from endorse_cli.files.catalog import codes_with_pages, page
from endorse_cli.rubric.number_regions import MAX_REGIONS

# They come from `rubric trace`, with the document of the small rubric.
TRACED = {"passage-no-home", "passage-changed"}
# Their examples are files that no page can hold; they are made below.
IN_WORDS = {"too-large", "unreadable"}
LONGEST_PAGE = 45
READ = (limits.BYTES, limits.VALUES, limits.SCALAR, limits.KEY, limits.DEPTH)
PACKAGE = Path(endorse_cli.__file__).parent


def load_generator() -> ModuleType:
    """`docs/generate.py`, which is no part of a package and imports what stands beside it."""
    sys.path.insert(0, str(CHECKS.parent))
    try:
        return import_module("generate")
    finally:
        sys.path.remove(str(CHECKS.parent))


generate = load_generator()


def write(folder: Path, name: str, text: str) -> str:
    """Write a file and give back its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def judged(paths: list[str]) -> tuple[Diagnostic, ...]:
    """What is wrong with candidates' files under the small rubric."""
    return api.score_files(paths, rubric=str(CHECKS / "base.yaml")).diagnostics


def traced(path: str) -> tuple[Diagnostic, ...]:
    """The gaps between a rubric and the document of the small rubric."""
    return api.trace_rubric(path, document=str(CHECKS / "document.txt")).diagnostics


def spots(found: tuple[Diagnostic, ...]) -> list[tuple[str, int]]:
    """The code and the line of each diagnostic; 0 where no line is named."""
    return [(one.code, one.place.line if one.place else 0) for one in found]


def test_every_code_has_a_page() -> None:
    """Whoever meets a code in a message can read what it means; no page is of anything else."""
    assert set(CODES) == set(codes_with_pages())
    assert {path.stem for path in CHECKS.glob("*.md")} == {*CODES, "README"}


@pytest.mark.parametrize("code", codes_with_pages())
def test_a_page_is_headed_by_its_code(code: str) -> None:
    """Who reads the file sees whose page it is; `explain` says the code itself, once."""
    text = (CHECKS / f"{code}.md").read_text(encoding="utf-8")
    assert text == f"# {code}\n\n{page(code)}\n"


@pytest.mark.parametrize("word", ["no-such-code", "Syntax", "__init__", "bad_shape", ".syntax", ""])
def test_a_word_without_a_page_has_none(word: str) -> None:
    """Only a code's own spelling leads to a page, and no other word to a module."""
    assert page(word) is None


@pytest.mark.parametrize("code", codes_with_pages())
def test_a_page_is_short_and_in_order(code: str) -> None:
    """One sentence that says what it is, what to do, what is reported, and how it looks fixed."""
    lines = (page(code) or "").splitlines()
    assert len(lines) <= LONGEST_PAGE
    assert re.fullmatch(r"[^.]+\.", lines[0])
    assert lines[1] == ""
    heads = ("What to do:", "Reported:", "Not reported:")
    at = [[n for n, line in enumerate(lines) if line.startswith(head)] for head in heads]
    assert [len(found) for found in at] == [1, 1, 1]
    assert at == sorted(at)


@pytest.mark.parametrize("code", [c for c in codes_with_pages() if c not in IN_WORDS])
def test_every_block_of_a_page_is_an_example(code: str) -> None:
    """No block escapes the test of examples, and each page shows both sides equally often."""
    own = [example for example in examples() if example.code == code]
    lines = (page(code) or "").splitlines()
    assert sum(line.startswith("```") for line in lines) == 2 * len(own)
    assert all(heading in lines for heading in HEADINGS)
    faulty = [example.candidate for example in own if example.faulty]
    assert faulty
    assert faulty == [example.candidate for example in own if not example.faulty]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_an_example_is_as_its_page_says(example: Example, tmp_path: Path) -> None:
    """What is reported gives one report, at the line marked; the other gives none."""
    text = whole_text(example)
    marked = marked_lines(text, example.code)
    assert len(marked) == int(example.faulty)
    path = write(tmp_path, "example.yaml", text)
    if example.code in TRACED:
        found = traced(path)
    else:
        found = judged([path]) if example.candidate else api.check_rubric(path).diagnostics
    assert spots(found) == [(example.code, line) for line in marked]


def test_the_small_rubric_is_sound() -> None:
    """What the examples are laid over has no errors, notes or gaps, and keeps its promise."""
    assert traced(str(CHECKS / "base.yaml")) == ()
    checked = api.check_rubric(str(CHECKS / "base.yaml"))
    assert checked.diagnostics == ()
    assert [part["result"] for part in checked.form["promises"]] == ["proved"]


def test_laying_over_replaces_entries_whole_and_adds_others() -> None:
    """An example means what README says: entries, not parts of entries, are replaced."""
    base = "# small\ntitle: a\nscores:\n  one:\n    value: 1\n    from: p1\n  two: {value: 2}\n"
    over = "title: b\nscores:\n  one: {value: 3}\n  three: {value: 4}\nfindings:\n  new: x\n"
    assert merged(base, over) == (
        "title: b\nscores:\n  one: {value: 3}\n  two: {value: 2}\n  three: {value: 4}\n"
        "findings:\n  new: x\n"
    )


def candidate_with(note: str, source: str = "minutes of the tenants") -> str:
    """A candidate's file with this note and this source under an answer."""
    return (
        "candidate: Tenants of 14 Mill Lane\nanswers:\n  need:\n    answer: great\n"
        f'    note: "{note}"\n    evidence:\n      - {{source: "{source}", date: 2026-02-01}}\n'
    )


def test_what_is_too_large_is_refused_and_its_address_is_not(tmp_path: Path) -> None:
    """The files that the page describes: a picture as text, long minutes, and both as a source."""
    picture = write(tmp_path, "picture.yaml", candidate_with("x" * limits.BYTES))
    minutes = write(tmp_path, "minutes.yaml", candidate_with("word " * 6_000))
    cited = write(tmp_path, "cited.yaml", candidate_with("Read in full.", "https://example.org/1"))
    assert spots(judged([picture])) == [("too-large", 0)]
    assert spots(judged([minutes])) == [("too-large", 5)]
    assert judged([cited]) == ()


def test_the_page_names_every_limit() -> None:
    """The numbers on the page are those that the program holds to."""
    said = set(re.findall(r"\d[\d,]*", (page("too-large") or "").partition("What to do:")[0]))
    held = (*READ, MAX_REGIONS)
    assert said == {f"{limit:,}" for limit in held}


def test_what_cannot_be_read_is_unreadable(tmp_path: Path) -> None:
    """The paths that the page describes: one misspelled, a folder, and the right one."""
    there = write(tmp_path, "14-mill-lane.yaml", candidate_with("Read in full."))
    assert spots(judged([str(tmp_path / "14-mil-lane.yaml")])) == [("unreadable", 0)]
    assert spots(judged([str(tmp_path)])) == [("unreadable", 0)]
    assert judged([there]) == ()


def test_every_code_is_raised() -> None:
    """A code stands in a module that raises it, and each file among the checks raises some."""
    texts = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    raised = {p: text for p, text in texts.items() if p.name != "codes.py"}
    assert [code for code in CODES if not any(f'"{code}"' in t for t in raised.values())] == []
    own = [path for path in texts if path.parent.name == "checks" and path.stem != "__init__"]
    assert own
    assert [p.stem for p in own if not any(f'"{code}"' in texts[p] for code in CODES)] == []


def test_the_generated_pages_are_as_generated() -> None:
    """The table of codes and the reference say what the pages and the program say."""
    assert [path.name for path in generate.differing(CHECKS)] == []


def test_the_table_tells_errors_from_notes() -> None:
    """The table of codes gives each code's kind, first sentence and exit status."""
    rows = generate.generated()["README.md"].splitlines()
    assert [row for row in rows if row.startswith(("| [promise", "| [unreadable", "| [cycle"))] == [
        f"| [{code}]({code}.md) | {kind} | {(page(code) or '').splitlines()[0]} | {status} |"
        for code, kind, status in (
            ("cycle", "error", 3),
            ("promise-broken", "error", 1),
            ("promise-trivial", "note", 0),
            ("unreadable", "error", 4),
        )
    ]


def test_check_notices_what_differs_and_writing_fixes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that is generated and was changed or lost is named, with status 1, until written."""
    folder = tmp_path / "checks"
    shutil.copytree(CHECKS, folder)
    shutil.copy(CHECKS.parent / "reference.md", tmp_path)
    assert generate.main(["--check"], folder) == 0
    (folder / "README.md").unlink()
    (tmp_path / "reference.md").write_text("changed", encoding="utf-8")
    assert generate.main(["--check"], folder) == 1
    named = [line.split()[0] for line in capsys.readouterr().err.splitlines()]
    assert named == ["reference.md", "README.md"]
    assert generate.main([], folder) == 0
    assert generate.main(["--check"], folder) == 0
