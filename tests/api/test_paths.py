"""Paths and texts as Python users write them: every call takes each form of them."""

import re
import shutil
import typing
from collections.abc import Callable, Iterator
from dataclasses import replace
from os import PathLike
from pathlib import Path
from types import FunctionType

import pytest

from endorse_cli import api
from support.repositories import Scratch

ROOT = Path(__file__).parents[2]

RUBRIC = ROOT / "rubrics" / "supplier-review" / "rubric.yaml"

DOCUMENT = RUBRIC.with_name("document.txt")

CASES = RUBRIC.with_name("cases")

CANDIDATE = ROOT / "examples" / "supplier-review" / "preferred.yaml"

OTHER = ROOT / "examples" / "supplier-review" / "left-unsafe.yaml"

SLATE = ROOT / "examples" / "slate" / "slate.yaml"

UP = Path("../small.yaml")
"""The small rubric, as it is seen from a folder beside it."""

TEXT = "candidate: Castlegate Poultry — Ötztal\nanswers: {allows_visits: no}\n"

AnyPath = str | PathLike[str]


SMALL = """\
format: 1
rubric: small
version: 1.0.0
title: "Small"
document: {title: "Small"}
groups: {asked: {title: "Asked"}}
criteria:
  here: {group: asked, ask: "Is it here?", answer: yes_no, from: p1, basis: stated}
decisions:
  verdict:
    outcomes: [no_thanks, thanks]
    rows: {thanks: {is: thanks, when: {here: yes}, from: p1, basis: stated}}
    otherwise: {is: no_thanks, from: p1, basis: stated}
"""

COUNTED = SMALL.replace(
    "answer: yes_no", "answer: {number: {unit: times, min: 0, max: 9, step: 1}}"
).replace("{here: yes}", "{here: {at_least: 3}}")
"""The same with a number to turn."""

CASE = "case: there\ncandidate: A. Wren\nexpect: {verdict: thanks}\nanswers: {here: yes}\n"


class World:
    """Files of a test's own, and the form in which each path is written."""

    def __init__(self, folder: Path, form: Callable[[Path], AnyPath]) -> None:
        self.folder = folder
        self.form = form
        folder.mkdir()
        (folder / "small.yaml").write_text(SMALL, encoding="utf-8")
        (folder / "counted.yaml").write_text(COUNTED, encoding="utf-8")
        (folder / "often.yaml").write_text("candidate: A. Wren\nanswers: {here: 5}\n")
        (folder / "case.yaml").write_text(CASE, encoding="utf-8")
        (folder / "wren.yaml").write_text("candidate: A. Wren\nanswers: {here: no}\n")

    def __call__(self, name: str | Path) -> AnyPath:
        """A path in the form under test: in the world's own folder, or wherever it is."""
        return self.form(self.folder / name)

    def written(self, name: str = "new") -> dict[str, str]:
        """What was written under a name, by path."""
        root = self.folder / name
        files = sorted(root.rglob("*")) if root.is_dir() else [root]
        return {
            file.relative_to(self.folder).as_posix(): file.read_text(encoding="utf-8")
            for file in files
            if file.is_file()
        }

    def record(self) -> AnyPath:
        """A record of the candidate who ships, in a file."""
        scored = api.score_files([str(CANDIDATE)], rubric=str(RUBRIC))
        run = replace(scored, self_contained=True)
        (self.folder / "record.json").write_text(run.to_json(), encoding="utf-8")
        return self("record.json")


def write_parts(world: World) -> object:
    """Write a file piece by piece."""
    with api.write_parts(world("new"), inputs=[world("case.yaml")]) as put:
        put("a")
        put("b")
    return world.written()


def diff_since(world: World) -> object:
    """Compare a rubric with itself as it was committed."""
    if shutil.which("git") is None:
        pytest.skip("needs git")
    Scratch(world.folder).commit()
    named = world("small.yaml")
    return api.diff_since("HEAD", named, candidates=[world("wren.yaml")]).to_json()


def slate_run(world: World) -> object:
    """Judge a slate, and make its packet with the document's text."""
    run = api.SlateRun([world(CANDIDATE)], rubric=world(RUBRIC), format="html")
    assert list(run.texts()) == [""]
    return run.packet(document=world(DOCUMENT))


def done(world: World, _: object) -> object:
    """What was written."""
    return world.written()


CALLS: dict[str, Callable[[World], object]] = {
    "SlateRun": slate_run,
    "blank_candidate": lambda at: api.blank_candidate(at("small.yaml"), at("new.yaml")),
    "candidate_schema": lambda at: api.candidate_schema(at(RUBRIC)),
    "case_schema": lambda at: api.case_schema(at(RUBRIC)),
    "check_rubric": lambda at: api.check_rubric(at(RUBRIC), document=at(DOCUMENT)).to_json(),
    "check_rubrics": lambda at: api.check_rubrics([at(RUBRIC)], document=at(DOCUMENT)).to_json(),
    "compare_files": lambda at: api.compare_files(
        [at(CANDIDATE), at(OTHER)], rubric=at(RUBRIC)
    ).give("markdown"),
    "cover_rubric": lambda at: api.cover_rubric(at("small.yaml"), [at("case.yaml")]).to_json(),
    "diff_rubrics": lambda at: api.diff_rubrics(
        at(RUBRIC), at(RUBRIC), candidates=[at(CANDIDATE)]
    ).to_json(),
    "diff_since": diff_since,
    "explain": lambda at: api.explain("allows_visits", rubric=at(RUBRIC), candidate=at(CANDIDATE)),
    "is_folder": lambda at: api.is_folder(at("new")),
    "is_screen": lambda at: [api.is_screen(at("new")), api.is_screen("/dev/stdout")],
    "left_blank": lambda at: api.left_blank("letter", [at.record()], slate=at(SLATE)),
    "load_rubric": lambda at: api.load_rubric(at.form(Path("small.yaml")), beside=at("")).part,
    "load_slate": lambda at: api.load_slate(at(SLATE)),
    "mutate_rubric": lambda at: api.mutate_rubric(at("small.yaml"), [at("case.yaml")]).to_json(),
    "new_overlay": lambda at: done(at, api.new_overlay(at("new"), at.form(UP))),
    "new_rubric": lambda at: done(at, api.new_rubric(at("new"))),
    "parse": lambda at: api.parse(TEXT, name=at("text.yaml"))[0].value,
    "read_earlier": lambda at: api.read_earlier([at.record()]).records,
    "read_records": lambda at: [kept.record for kept in api.read_records([at.record()])],
    "score": lambda at: [
        one.record
        for one in api.score([at(CANDIDATE)], rubric=at(RUBRIC))
        if hasattr(one, "record")
    ],
    "score_command": lambda at: api.score_command(at("new.yaml"), at(RUBRIC)),
    "score_files": lambda at: api.score_files(
        [at(CANDIDATE)], rubric=at(RUBRIC), document=at(DOCUMENT)
    ).to_json(),
    "score_text": lambda at: (
        api.score_text(TEXT, api.load_rubric("supplier-review"), name=at("text.yaml")).record
    ),
    "sense": lambda at: api.sense(at("counted.yaml"), [at("often.yaml")]).to_json(),
    "show_rubric": lambda at: api.show_rubric(at(RUBRIC)),
    "slate_beside": lambda at: api.slate_beside([at(SLATE.with_name("a.yaml"))]),
    "slate_file_beside": lambda at: api.slate_file_beside([at(SLATE.with_name("a.yaml"))]),
    "trace_rubric": lambda at: api.trace_rubric(at(RUBRIC), document=at(DOCUMENT)).form["lines"],
    "rubrics_among": lambda at: [len(found) for found in api.rubrics_among([at(RUBRIC)])],
    "try_rubric": lambda at: api.try_rubric(at(RUBRIC), [at(CASES)]).to_json(),
    "try_rubrics": lambda at: api.try_rubrics([at(RUBRIC)], [at(CASES)]).to_json(),
    "verify_records": lambda at: (
        api.verify_records([at.record()], candidates=[at(CANDIDATE)], rubric=at(RUBRIC)).ok
    ),
    "write": lambda at: done(at, api.write(at("new"), "text", inputs=[at("case.yaml")])),
    "write_all": lambda at: done(at, api.write_all(at("new"), {"a/b.yaml": "text"})),
    "write_all_new": lambda at: done(at, api.write_all_new(at("new"), {"a/b.yaml": "text"})),
    "write_folder": lambda at: done(at, api.write_folder(at("new"), [("a.html", "text")])),
    "write_new": lambda at: done(at, api.write_new(at("new"), "text")),
    "write_papers": lambda at: api.write_papers(
        "letter", [at.record()], rubric=at(RUBRIC), slate=at(SLATE), template=at("case.yaml")
    ),
    "write_parts": write_parts,
}
"""Every call with a path in it, and something by which two of its results are compared."""


@pytest.mark.parametrize("name", CALLS)
def test_a_path_is_as_good_as_its_text(name: str, tmp_path: Path) -> None:
    """`Path("a.yaml")` and `"a.yaml"` name the same file everywhere, and give the same result."""
    as_text, as_path = World(tmp_path / "text", str), World(tmp_path / "path", Path)
    found = _plain(CALLS[name](as_path), as_path)
    assert found == _plain(CALLS[name](as_text), as_text)
    assert found


def _plain(result: object, world: World) -> str:
    """A result without the world's own folder."""
    return repr(result).replace(str(world.folder), "")


WAYS = re.compile(
    "paths?|rubric|named|old|new|beside|folder|file|inputs|candidates?|cases|document|slate"
    "|template|extends"
)
"""What a parameter that takes a path is called."""


def parameters() -> Iterator[tuple[str, str, object]]:
    """Every parameter of the public API: of which name, how it is called, what it takes."""
    for name in api.__all__:
        found = getattr(api, name)
        members = vars(found) if isinstance(found, type) else {"": found}
        for called, member in members.items():
            is_public = not called.startswith("_") or (found, called) == (api.SlateRun, "__init__")
            function = getattr(member, "__wrapped__", member)
            if is_public and isinstance(function, FunctionType):
                for word, hint in typing.get_type_hints(function).items():
                    yield name, word, hint


def takes(hint: object, wanted: type) -> bool:
    """Whether a type is, or has among its parts, another."""
    parts = typing.get_args(hint)
    is_it = hint is wanted or typing.get_origin(hint) is wanted
    return is_it or any(takes(part, wanted) for part in parts)


def test_every_call_with_a_path_is_tried() -> None:
    """A call that is added and takes a path takes it in every form, and is tried above."""
    only_text = [
        (name, word)
        for name, word, hint in parameters()
        if WAYS.fullmatch(word) and takes(hint, str) and not takes(hint, PathLike)
    ]
    assert only_text == []
    assert {name for name, _, hint in parameters() if takes(hint, PathLike)} == CALLS.keys()


def test_one_path_stands_for_itself() -> None:
    """A path where several may stand is one file, not a file for each of its letters."""
    assert api.score_files(str(CANDIDATE)).to_json() == api.score_files([CANDIDATE]).to_json()
    assert api.score_files(CANDIDATE).to_json() == api.score_files([CANDIDATE]).to_json()


def test_a_path_is_never_the_name_of_a_shipped_rubric(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`Path("./supplier-review")` forgets its dot, and still is the folder that is there."""
    monkeypatch.chdir(tmp_path)
    assert api.load_rubric("supplier-review").rubric.id == "supplier-review"
    with pytest.raises(api.Fault):
        api.load_rubric(Path("./supplier-review"))
    (tmp_path / "supplier-review").mkdir()
    (tmp_path / "supplier-review" / "rubric.yaml").write_text(SMALL, encoding="utf-8")
    assert api.load_rubric(Path("./supplier-review")).rubric.id == "small"


def test_a_text_is_as_good_as_its_bytes() -> None:
    """What is written in a program is `str`, what comes from a file or the net is `bytes`."""
    loaded = api.load_rubric("supplier-review")
    assert api.parse(TEXT) == api.parse(TEXT.encode())
    as_text, as_bytes = (api.score_text(text, loaded) for text in (TEXT, TEXT.encode()))
    assert as_text.record == as_bytes.record
    assert as_text.candidate.name == "Castlegate Poultry — Ötztal"


def test_a_text_with_half_a_character_is_told_of() -> None:
    """What no file could hold is a fault at its place, and no fault of the program."""
    with pytest.raises(api.Fault) as told:
        api.parse("candidate: A. Wren\nnote: \ud800\n")
    (found,) = told.value.diagnostics
    assert (found.code, found.place and found.place.line) == ("syntax", 2)
