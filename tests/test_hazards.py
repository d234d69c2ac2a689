"""Every hostile file, as a candidate and as a rubric, through the command line.

All commands run in a few processes, one after the other, with a bounded memory, and their calls
are counted: what crashes the process or hangs is the command that was running then.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from cli.running import QUIET, Endorse, Process, Write
from endorse_cli import api

ROOT = Path(__file__).parents[1]
HAZARDS = ROOT.parent / "shared" / "hazards"
DRIVER = Path(__file__).parent / "cli" / "driver.py"
EXAMPLE = ROOT / "examples" / "endorsed-cadre.yaml"
SHIPPED = ROOT / "rubrics" / "class-alignment" / "rubric.yaml"

HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]")

COLLECTED = sorted(
    path for path in HAZARDS.glob("*/*") if path.suffix in (".yaml", ".json", ".jsonl")
)

HEAD = b"candidate: Ann Orr\nanswers: {}\n"

REFUSED: dict[str, bytes] = {
    "doubled_key.yaml": b"candidate: A\nanswers: {dsa_member: yes, dsa_member: no}\n",
    "doubled_key.json": b'{"candidate": "A", "answers": {}, "answers": {"dsa_member": "no"}}',
    "doubled_by_form.yaml": "candidate: A\nanswers: {}\ne\u0301: 1\né: 2\n".encode(),
    "hidden_line.yaml": "candidate: A # c\u2028answers: {dsa_member: yes}\nanswers: {}\n".encode(),
    "hidden_next_line.yaml": "candidate: A # c\u0085x: 1\nanswers: {}\n".encode(),
    "lone_carriage_return.yaml": b"candidate: A\ranswers: {}\r",
    "deep_flow.yaml": b"candidate: A\nanswers: " + b"[" * 60_000 + b"]" * 60_000,
    "deep_open.yaml": b"candidate: A\nanswers: " + b"{a: " * 100_000,
    "deep_block.yaml": b"candidate: A\nanswers:\n"
    + b"".join(b" " * depth + b"a:\n" for depth in range(1, 600)),
    "deep.json": b'{"candidate": "A", "answers": ' + b"[" * 400_000,
    "deep.jsonl": b'{"candidate": "A", "answers": ' + b'{"a":' * 100_000 + b"}" * 100_000,
    "laughs.yaml": b'candidate: A\na: &a ["x"]\n'
    + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(9)),
    "merges.yaml": b"candidate: A\nanswers: {}\nb: &b {x: 1}\nc:\n" + b"- {<<: *b}\n" * 5_000,
    "contains_itself.yaml": b"candidate: A\nanswers: &x {a: *x}\n",
    "runs_a_command.yaml": b'candidate: !!python/object/apply:os.system ["false"]\nanswers: {}\n',
    "tag.yaml": b"candidate: !!str A\nanswers: {}\n",
    "directive.yaml": b"%YAML 1.2\n---\ncandidate: A\nanswers: {}\n",
    "anchor.yaml": b"candidate: &a A\nanswers: {}\n",
    "empty.yaml": b"",
    "comment.yaml": b"# nothing\n",
    "dashes.yaml": b"---\n",
    "empty.json": b"",
    "empty.jsonl": b"\n\n",
    "list.yaml": b"- candidate: A\n",
    "scalar.json": b"5",
    "null.json": b"null",
    "truncated.yaml": b"candidate: A\nanswers:\n",
    "truncated_value.yaml": b"candidate: A\nanswers:\n  dsa_member:\n",
    "truncated.json": b'{"candidate": "A", "answers": {"dsa_member": "ye',
    "truncated.jsonl": b'{"candidate": "A", "answers": {}}\n{"candidate": "B", "ans',
    "swallowed.yaml": HEAD + b"---\n" + b"office: nobody knows whose\n",
    "utf16.yaml": HEAD.decode().encode("utf-16"),
    "latin1.yaml": b"candidate: Jos\xe9\nanswers: {}\n",
    "nul.yaml": b"candidate: A\0B\nanswers: {}\n",
    "surrogate.json": b'{"candidate": "\\ud800", "answers": {}}',
    "surrogate.yaml": b'candidate: "\\ud800"\nanswers: {}\n',
    "not_a_number.json": b'{"candidate": NaN, "answers": {}}',
    "infinity.jsonl": b'{"candidate": "A", "answers": {}, "office": -Infinity}\n',
    "tab.yaml": b"candidate: A\nanswers:\n\tdsa_member: yes\n",
    "norway.yaml": b"candidate: A\nanswers: {dsa_member: NO, chapter_member: on}\n",
    "coerced.json": b'{"candidate": "A", "answers": {"dsa_member": 1, "red_lines": true}}',
    "sexagesimal.yaml": b"candidate: A\nanswers: {}\nelection: 190:20:30\n",
    "no_such_day.yaml": b"candidate: A\nanswers: {}\nas_of: 2026-02-30\n",
    "arabic_digits.yaml": "candidate: A\nanswers: {}\nas_of: ٢٠٢٦-٠١-٠١\n".encode(),
    "day_with_line.yaml": b'candidate: A\nanswers: {}\nas_of: "2026-01-01\\n"\n',
    "unhashable.yaml": b"candidate: A\nanswers: {? [a] : b}\n",
    "no_break_space.yaml": "candidate: A\nanswers:\n  \u00a0dsa_member: yes\n".encode(),
    "cyrillic_key.yaml": "candidate: A\nanswers: {dsа_member: yes}\n".encode(),
    "cut_off_by_comment.yaml": b"candidate: Ann #1 Orr\nanswers: {}\n",
    "blank_name.yaml": b'candidate: "  "\nanswers: {}\n',
    "huge_scalar.yaml": HEAD + b"office: " + b"x" * 900_000,
    "huge_key.yaml": HEAD + b"x" * 900_000 + b": 1\n",
    "huge_number.json": b'{"candidate": "A", "answers": {"dsa_member": ' + b"9" * 5_000 + b"}}",
    "zalgo_key.yaml": HEAD + "? k{}\n: 1\n".format("\u0300\u0316" * 20_000).encode(),
    "too_many_bytes.yaml": HEAD + b"office: " + b"x" * 10_000_000,
    "too_long_line.jsonl": b'{"candidate": "' + b"x" * 5_000_000 + b'", "answers": {}}\n',
    "too_many_values.yaml": b"candidate: A\nanswers: [" + b"a," * 150_000 + b"]\n",
    "too_many_anchors.yaml": HEAD + b"".join(b"a%d: &a%d 1\n" % (n, n) for n in range(40_000)),
    "many_wrong_answers.yaml": b"candidate: A\nanswers:\n"
    + b"".join(b"  wrong_answer_%d: yes\n" % n for n in range(4_000)),
    "many_wrong_values.json": b'{"candidate": "A", "answers": {"labor_backing": ['
    + b",".join(b'"labour%d"' % n for n in range(4_000))
    + b"]}}",
    "many_wrong_keys.yaml": HEAD + b"".join(b"office%d: x\n" % n for n in range(4_000)),
    "many_disputes.yaml": b"candidate: A\nanswers: {mass_reach: {one_of: ["
    + b",".join(b"clear%d" % n for n in range(4_000))
    + b"]}}\n",
    "many_documents.yaml": b"---\n" * 40_000,
    "many_wrong_documents.yaml": b"---\na: 1\n" * 40_000,
    "same_candidate.jsonl": b'{"candidate": "A", "answers": {}}\n' * 1_000,
    "pretty.jsonl": b'{\n"candidate": "A"\n}\n' * 1_000,
    "binary.yaml": bytes(range(256)) * 100,
    "binary.json": bytes(range(256)) * 100,
    "binary.jsonl": bytes(range(256)) * 100,
    "quotes.json": b'"' * 900_000,
    "backslashes.json": b'"' + b"\\" * 900_000,
    "rubric_elsewhere.yaml": b"candidate: A\nrubric: ../../../../etc/passwd\nanswers: {}\n",
    "rubric_nul.yaml": b'candidate: A\nrubric: "./a\\0b.yaml"\nanswers: {}\n',
    "rubric_list.yaml": b"candidate: A\nrubric: [class-alignment]\nanswers: {}\n",
}
"""Candidate files that must be refused at a place: nothing in them is guessed or dropped."""

ALLOWED: dict[str, bytes] = {
    "many_blanks.yaml": b"candidate: A" + b" " * 300_000 + b"\nanswers: {} # none\n",
    "many_tabs.yaml": b"candidate: A" + b"\t" * 300_000 + b"\nanswers: {} # none\n",
    "mark.yaml": b"\xef\xbb\xbf" + HEAD,
    "mark.json": b'\xef\xbb\xbf{"candidate": "A", "answers": {}}',
    "windows.yaml": HEAD.replace(b"\n", b"\r\n"),
    "no_final_line_end.yaml": HEAD.rstrip(),
    "blank_lines.jsonl": b'\n{"candidate": "A", "answers": {}}\n\n  \n{"candidate": "B", '
    b'"answers": {}}',
    "lines_in_texts.jsonl": '{"candidate": "A\u2028B\u0085C", "answers": {}}\n'.encode(),
    "pair_of_halves.json": b'{"candidate": "\\ud83d\\ude00", "answers": {}}',
    "quoted_no.yaml": b'candidate: A\nanswers: {dsa_member: "no"}\n',
    "escapes_in_name.yaml": b'candidate: "\\e[31mA\\a\\u202e\\0"\nanswers: {}\n',
    "equals.yaml": b"candidate: =\noffice: <<\nanswers: {}\n",
    "formula.yaml": b"candidate: '=HYPERLINK(\"http://127.0.0.1\")'\nanswers: {}\n",
    "template.yaml": b'candidate: "{{ 7 * 7 }} {0.__class__} %s $x"\nanswers: {}\n',
    "markup.yaml": b'candidate: "[red]A[/red] [/] :smile: <b>"\nanswers: {}\n',
    "zalgo_name.yaml": "candidate: A{}\nanswers: {{}}\n".format("\u0300\u0316" * 5_000).encode(),
    "wide_name.yaml": "candidate: {}\nanswers: {{}}\n".format("李" * 5_000).encode(),
    "long_word.yaml": b"candidate: " + b"x" * 19_000 + b"\nanswers: {}\n",
    "many_candidates.jsonl": b"".join(
        b'{"candidate": "A%d", "answers": {}}\n' % n for n in range(4)
    ),
    "many_statements.yaml": HEAD
    + b"statements:\n  for:\n"
    + b"".join(b"  - {by: A, text: t%d}\n" % n for n in range(5_000)),
}
"""Odd files in which nothing is wrong."""


def rubric_of(**sections: object) -> bytes:
    """A small sound rubric as JSON, with some sections in place of its own."""
    grounds = {"from": "p1", "basis": "stated"}
    kind = {"group": "g1", "ask": "Is it?", "answer": "yes_no", **grounds}
    base: dict[str, object] = {
        "format": "1",
        "rubric": "small",
        "version": "1",
        "title": "Small",
        "document": {"title": "D", "digests": {"p1": "sha256:0123456789abcdef"}},
        "groups": {"g1": {"title": "G"}},
        "criteria": {"c1": kind},
        "decisions": {
            "d1": {
                "outcomes": ["bad", "good"],
                "rows": {"r1": {"is": "good", "when": {"c1": "yes"}, **grounds}},
                "otherwise": {"is": "bad", **grounds},
            }
        },
    }
    return json.dumps(base | sections).encode()


GROUNDS = {"from": "p1", "basis": "stated"}
YES_NO = {"group": "g1", "ask": "Is it?", "answer": "yes_no", **GROUNDS}


def decided_by(when: object) -> dict[str, object]:
    """A decision with one row that holds when this does."""
    rows = {"r1": {"is": "good", "when": when, **GROUNDS}}
    return {
        "d1": {
            "outcomes": ["bad", "good"],
            "rows": rows,
            "otherwise": {"is": "bad", **GROUNDS},
        }
    }


def chain(length: int, last: object) -> dict[str, object]:
    """Findings each of which rests on the next; the last on something else."""
    found: dict[str, object] = {f"f{n}": {"when": f"f{n + 1}", **GROUNDS} for n in range(length)}
    return found | {f"f{length}": {"when": last, **GROUNDS}}


def weighted(count: int) -> bytes:
    """A rubric whose one score has as many different totals as there are profiles."""
    ids = [f"c{n}" for n in range(count)]
    points = [
        {"points": id, "give": {"no": "0", "yes": str(2**n + 3**n % 1_000_003)}}
        for n, id in enumerate(ids)
    ]
    worth = {"s1": {"value": {"sum": points}, **GROUNDS}}
    rows = {
        f"r{n}": {"is": "good", "when": {"s1": {"at_least": str(7_919 * n)}}, **GROUNDS}
        for n in range(1, 40)
    }
    decisions = {
        "d1": {"outcomes": ["bad", "good"], "rows": rows, "otherwise": {"is": "bad", **GROUNDS}}
    }
    return rubric_of(criteria=dict.fromkeys(ids, YES_NO), scores=worth, decisions=decisions)


def parity(count: int) -> object:
    """A condition as large as the language lets it be: pairs of pairs."""
    terms: list[object] = [{f"c{n}": "yes"} for n in range(count)]
    mirrored: list[object] = [{f"c{n + count}": "yes"} for n in range(count)]
    return {"any": [{"all": [one, other]} for one, other in zip(terms, mirrored, strict=True)]}


RUBRICS: dict[str, bytes] = {
    "cycle.json": rubric_of(
        findings={"f1": {"when": "f2", **GROUNDS}, "f2": {"when": "f1", **GROUNDS}},
        decisions=decided_by({"all": ["f1", {"c1": "yes"}]}),
    ),
    "own_cycle.json": rubric_of(
        findings={"f1": {"when": {"not": "f1"}, **GROUNDS}}, decisions=decided_by("f1")
    ),
    "score_cycle.json": rubric_of(
        scores={"s1": {"value": {"minus": "s1"}, **GROUNDS}},
        decisions=decided_by({"s1": {"at_least": "1"}}),
    ),
    "not_a_number.yaml": SHIPPED.read_bytes().replace(b"worth: [0,", b"worth: [.nan,"),
    "exponent.yaml": SHIPPED.read_bytes().replace(b"worth: [0,", b"worth: [1e400000,"),
    "by_zero.yaml": SHIPPED.read_bytes().replace(b"worth: [0,", b"worth: [1/0,"),
    "long_number.yaml": SHIPPED.read_bytes().replace(b"worth: [0,", b"worth: [" + b"9" * 5_000),
    "format_one.yaml": SHIPPED.read_bytes().replace(b"format: 1\n", b"format: 1.0\n"),
    "two_documents.yaml": SHIPPED.read_bytes() + b"---\na: 1\n",
    "extends.yaml": b"format: 1\nrubric: x\nversion: 1\ntitle: X\nextends: /etc/passwd\n",
    "reserved_ids.json": rubric_of(criteria={"yes": YES_NO, "unknown": YES_NO, "all": YES_NO}),
    "python_names.json": rubric_of(criteria={"__class__": YES_NO, "c1": YES_NO}),
    "wrong_everywhere.json": json.dumps(
        {key: ["x", None, {"a": ["b"]}] for key in json.loads(rubric_of())}
    ).encode(),
    "null_everywhere.json": json.dumps(dict.fromkeys(json.loads(rubric_of()))).encode(),
    "many_wrong_criteria.json": rubric_of(criteria={f"c{n}": {"ask": "x"} for n in range(2_500)}),
    "many_unknown_ids.json": rubric_of(
        decisions=decided_by({"any": [{f"wrong{n}": "yes"} for n in range(2_500)]})
    ),
    "wide_number.json": rubric_of(
        criteria={"c1": YES_NO | {"answer": {"levels": [f"l{n}" for n in range(20_000)]}}}
    ),
}
"""Rubrics that must be refused at a place."""

LARGE: dict[str, Callable[[], bytes]] = {
    "small.json": rubric_of,
    "chain_of_findings.json": lambda: rubric_of(
        findings=chain(2_000, {"c1": "yes"}), decisions=decided_by("f0")
    ),
    "many_criteria.json": lambda: rubric_of(
        criteria={f"c{n}": YES_NO for n in range(300)},
        decisions=decided_by({"all": [{f"c{n}": "yes"} for n in range(300)]}),
    ),
    "nested_conditions.json": lambda: rubric_of(
        decisions=decided_by(nested({"c1": "yes"}, 9)),
    ),
    "far_apart_pairs.json": lambda: rubric_of(
        criteria={f"c{n}": YES_NO for n in range(40)}, decisions=decided_by(parity(20))
    ),
    "large_totals.json": lambda: weighted(28),
    "doubled_findings.json": lambda: rubric_of(
        findings={
            f"f{n}": {
                "when": {"any": [f"f{n + 1}", {"all": [f"f{n + 1}", {"c1": "no"}]}]},
                **GROUNDS,
            }
            for n in range(30)
        }
        | {"f30": {"when": {"c1": "yes"}, **GROUNDS}},
        decisions=decided_by("f0"),
    ),
    "doubled_scores.json": lambda: rubric_of(
        scores={
            f"s{n}": {"value": {"sum": [f"s{n + 1}", {"minus": f"s{n + 1}"}, "1"]}, **GROUNDS}
            for n in range(30)
        }
        | {"s30": {"value": {"points": "c1", "give": {"no": "0", "yes": "1"}}, **GROUNDS}},
        decisions=decided_by({"any": [{"s0": {"at_least": "1"}}, {"c1": "yes"}]}),
    ),
}
"""Rubrics that are sound, or too large: status 0 or 3, and never anything else."""


def nested(inside: object, depth: int) -> object:
    """A condition inside so many others."""
    for _ in range(depth):
        inside = {"not": {"all": [inside, {"c1": "yes"}]}}
    return inside


class Case(NamedTuple):
    """One hostile file: the commands that read it, and the statuses that are right."""

    path: Path
    commands: tuple[tuple[str, ...], ...]
    statuses: tuple[int, ...]


def as_either(path: Path) -> tuple[tuple[str, ...], ...]:
    """The commands that read a file as a candidate and as a rubric."""
    return (("score", str(path)), ("rubric", "show", str(path)))


def written(folder: Path) -> Iterator[tuple[str, Case]]:
    """Every file that is made here, by its name."""
    nobody = folder / "nobody.yaml"
    nobody.write_bytes(HEAD)
    for name, data in REFUSED.items():
        path = folder / name
        path.write_bytes(data)
        # What takes long to refuse is the same text in either role: once is enough.
        commands = as_either(path)[:1] if "many" in name else as_either(path)
        yield name, Case(path, commands, (3,))
    for name, data in ALLOWED.items():
        path = folder / name
        path.write_bytes(data)
        both = (("score", str(path)), ("score", str(path), "--format", "json"))
        yield name, Case(path, both, (0,))
    for name, data in {**RUBRICS, **{name: make() for name, make in LARGE.items()}}.items():
        path = folder / f"rubric_{name}"
        path.write_bytes(data)
        commands = (("score", str(nobody), "--rubric", str(path)), ("rubric", "show", str(path)))
        if name.startswith("many"):
            commands = commands[:1]
        yield f"rubric {name}", Case(path, commands, (3,) if name in RUBRICS else (0, 3))


def collected() -> Iterator[tuple[str, Case]]:
    """Every file of the collection; none of them is a sound candidate or rubric."""
    for path in COLLECTED:
        yield f"{path.parent.name}/{path.name}", Case(path, as_either(path), (3,))


NAMES = [
    *REFUSED,
    *ALLOWED,
    *(f"rubric {name}" for name in (*RUBRICS, *LARGE)),
    *(f"{path.parent.name}/{path.name}" for path in COLLECTED),
]

Words = tuple[str, ...]

MOST_CALLS = 4_000_000
"""By far more than any file needs, and far fewer than one needs whose cost grows as its square."""


class Driven(NamedTuple):
    """How a command ended, and, where a file of it is large, in how many calls of functions."""

    status: int
    out: str
    err: str
    calls: int


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Every case by its name."""
    return dict(written(tmp_path_factory.mktemp("hazards"))) | dict(collected())


@pytest.fixture(scope="module")
def ended(cases: dict[str, Case], tmp_path_factory: pytest.TempPathFactory) -> dict[Words, Driven]:
    """How every command ended; one that took its process with it, with the process's status."""
    commands = [words for case in cases.values() for words in case.commands]
    halves = [
        (tmp_path_factory.mktemp("driver"), commands[0::2]),
        (tmp_path_factory.mktemp("driver"), commands[1::2]),
    ]
    with ThreadPoolExecutor(len(halves)) as pool:
        one, other = pool.map(driven, *zip(*halves, strict=True))
    return one | other


def driven(folder: Path, left: list[Words]) -> dict[Words, Driven]:
    """How each of these commands ended, one after the other in as few processes as it takes."""
    found: dict[Words, Driven] = {}
    while left:
        listed = folder / "cases.json"
        listed.write_text(json.dumps(left), encoding="utf-8")
        run = subprocess.run(
            [sys.executable, str(DRIVER), str(listed)],
            env=QUIET,
            cwd=folder,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        lines = run.stdout.decode().splitlines()
        assert lines, run.stderr.decode()
        for number, line in zip(lines[::2], lines[1::2], strict=False):
            found[left[int(number)]] = Driven(*json.loads(line))
        if len(lines) % 2:
            found[left[int(lines[-1])]] = Driven(run.returncode, "", run.stderr.decode(), 0)
        left = left[(len(lines) + 1) // 2 :]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_is_read_or_refused(
    cases: dict[str, Case], ended: dict[Words, Driven], name: str
) -> None:
    """Whatever a file holds, the command ends soon, at a place, and prints nothing harmful."""
    case = cases[name]
    for words in case.commands:
        outcome = ended[words]
        assert outcome.status in case.statuses, (words, outcome)
        assert outcome.calls < MOST_CALLS, words
        for text in (outcome.out, outcome.err):
            assert "Traceback" not in text
            assert not HIDDEN.search(text), words
        if outcome.status == 3:
            assert placed(case.path, outcome.err), outcome
        else:
            assert outcome.err == ""


def placed(path: Path, told: str) -> bool:
    """Whether a message names a place in the file; the size of a file is nowhere in it."""
    # A circle of files is told where it closes, which is in the other one.
    at = rf"{re.escape(str(path.parent))}/[^:]+" if "cycle" in path.name else re.escape(str(path))
    return bool(
        re.search(rf"^{at}:\d+:\d+: .*\[[a-z-]+\]$", told, re.MULTILINE)
        or re.search(rf"^{at}(:\d+)*: .*\[too-large\]$", told, re.MULTILINE)
    )


def test_a_batch_of_hostile_files_names_each(process: Process, cases: dict[str, Case]) -> None:
    """In the machine form of a batch every file that was refused stands with its place."""
    chosen = [
        case.path
        for name, case in cases.items()
        if case.statuses == (3,) and not name.startswith(("many", "rubric", "too_many"))
    ]
    run = process("score", EXAMPLE, *chosen, "--format", "json")
    assert run.returncode == 3
    batch = json.loads(run.stdout)
    assert "Marisol Quennell" in {record["candidate"]["name"] for record in batch["records"]}
    named = {Path(part["source"]).name for part in batch["invalid"]}
    assert named == {path.name for path in chosen}
    for part in batch["invalid"]:
        for found in part["findings"]:
            assert found["line"] >= 1 or found["code"] == "too-large", part["source"]


@pytest.mark.skipif(not COLLECTED, reason="the collection is not part of the repository")
def test_the_collection_is_tried() -> None:
    """Where the collection is at hand, every folder of it with files to read is tried."""
    folders = {path.parent.name for path in COLLECTED}
    assert folders == {path.name for path in HAZARDS.iterdir() if path.is_dir()}


def test_what_is_no_file_is_refused(endorse: Endorse, tmp_path: Path) -> None:
    """A pipe, a folder, a device, a link that leads nowhere: status 4, and no waiting."""
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "itself.yaml").symlink_to("itself.yaml")
    (tmp_path / "nowhere.yaml").symlink_to("/nonexistent/x")
    paths = [tmp_path / name for name in ("pipe.yaml", "folder.yaml", "itself.yaml")]
    for path in (*paths, tmp_path / "nowhere.yaml", "/dev/zero", "/dev/stdin", "/dev/tty", ""):
        for words in (("score", path), ("score", EXAMPLE, "--rubric", f"{path}")):
            found = endorse(*words)
            assert found.status == 4, words
            assert found.out.strip() == ""
            assert found.err.endswith("\n")


def naughty() -> list[str]:
    """The collection's strings that programs have stumbled over, and a few of our own."""
    texts = ["[/]", ":smile:", "\x1b]52;c;aGk=\x07", "x\n::error::y", "\u2066x", "=1+1", "\x7f"]
    for path in HAZARDS.glob("text/*.json"):
        texts += json.loads(path.read_text(encoding="utf-8"))
    return [text for text in texts if text.strip() and not re.search("[\ud800-\udfff]", text)]


def test_hostile_texts_are_shown_harmless(endorse: Endorse, write: Write) -> None:
    """A text that people write is data in every place of the report, and comes back from JSON."""
    texts = naughty()
    (example,) = api.parse(EXAMPLE.read_bytes())
    assert isinstance(example.value, dict)
    answers = example.value["answers"]
    assert isinstance(answers, dict)
    lines = "".join(
        json.dumps(
            {
                "candidate": text,
                "seat": f"s-{number}",
                "office": text,
                "chapter": text,
                "assessed": {"by": text},
                "answers": answers
                | {
                    "dsa_member": {
                        "answer": "yes",
                        "note": text,
                        "public": True,
                        "evidence": [{"source": text, "says": text}],
                    }
                },
                "statements": {"for": [{"by": text, "text": text}]},
                "corrections": [{"what": text}],
            }
        )
        + "\n"
        for number, text in enumerate(texts)
    )
    path = write("naughty.jsonl", lines)
    for words in ((), ("--brief",)):
        found = endorse("score", path, *words)
        assert (found.status, found.err) == (0, "")
        assert not HIDDEN.search(found.out)
        assert not re.search("^::", found.out, re.MULTILINE)
        assert "##[" not in found.out
    found = endorse("score", path, "--format", "json")
    assert not HIDDEN.search(found.out)
    records = json.loads(found.out)["records"]
    assert [record["candidate"]["name"] for record in records] == texts
    assert [record["statements"]["for"][0]["text"] for record in records] == texts


def test_hostile_texts_as_answers_are_refused(endorse: Endorse, write: Write) -> None:
    """A text is never taken for an answer: each is quoted, cut short and harmless."""
    texts = [text for text in naughty() if text not in ("yes", "no", "unknown")]
    lines = "".join(
        json.dumps({"candidate": f"A{n}", "answers": {"dsa_member": text}}) + "\n"
        for n, text in enumerate(texts)
    )
    found = endorse("score", write("naughty.jsonl", lines))
    assert found.status == 3
    assert found.err.count("[bad-value]") == len(texts)
    assert not HIDDEN.search(found.err)
    assert not re.search("^::", found.err, re.MULTILINE)
