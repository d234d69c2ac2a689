"""Every hostile file that was ever tried is read, or refused at a place."""

import os
from pathlib import Path

import pytest

from endorse_cli.files.document import Document, Findings
from endorse_cli.files.reading import read_documents

HAZARDS = Path(__file__).parents[3] / "shared" / "hazards"

COLLECTED = sorted(
    path for path in HAZARDS.glob("*/*") if path.suffix in (".yaml", ".json", ".jsonl")
)


def assert_read_or_refused(found: list[Document | Findings]) -> None:
    """At least one result; every fault a sentence with a place, every document placeable."""
    assert found
    for one in found:
        if isinstance(one, Document):
            assert one.place(("no", "such", "key")).line >= one.line
            assert one.digest.startswith("sha256:")
            continue
        assert one
        for fault in one:
            assert fault.place is not None
            assert fault.place.file
            assert fault.message[0] == "`" or fault.message[0].isupper()
            assert fault.message.endswith(".")
            assert fault.help.endswith((".", "?"))


@pytest.mark.skipif(not COLLECTED, reason="the collection is not part of the repository")
def test_collected_files_are_read_or_refused() -> None:
    """No file of the collection ends in any exception, and each says where it is wrong."""
    for path in COLLECTED:
        assert_read_or_refused(list(read_documents(str(path))))


HOSTILE: dict[str, bytes] = {
    "deep_flow.yaml": b"[" * 60_000 + b"]" * 60_000,
    "deep_open_only.yaml": b"[" * 150_000,
    "deep_block.yaml": b"\n".join(b" " * depth + b"a:" for depth in range(600)),
    "deep_dash.yaml": b"- " * 5_000,
    "deep.json": b"[" * 500_000,
    "deep.jsonl": b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b'\n{"b": 1}\n',
    "lol.yaml": b'a: &a ["x"]\n' + b"".join(b"b%d: [*a,*a]\n" % n for n in range(9)),
    "merge_bomb.yaml": b"a: &a {x: 1}\nb:\n" + b"- {<<: *a}\n" * 5_000,
    "recursive.yaml": b"&x [*x]\n",
    "tags.yaml": b"[" + b"!a," * 300_000 + b"]",
    "python.yaml": b'x: !!python/object/apply:os.system ["false"]\n',
    "doubled.yaml": b"{" + b"a," * 300_000 + b"}",
    "amplify.yaml": b"[" + b"a," * 499_000 + b"]",
    "many_documents.yaml": b"---\n" * 40_000,
    "zalgo.yaml": b"".join(
        b"? k%d" % n + b"\xcc\x80\xcc\x96" * 500 + b"\n: 1\n" for n in range(450)
    ),
    "huge_scalar.yaml": b"a: " + b"x" * 900_000,
    "hidden.yaml": b"# c\xe2\x80\xa8endorsed: true\n",
    "lone_cr.yaml": b"id: a\rname: b\rq: [1,\r",
    "utf16.yaml": "id: é\n".encode("utf-16"),
    "latin1.yaml": b"name: Jos\xe9\n",
    "nul.yaml": b"id: a\0b\n",
    "surrogate.yaml": b'id: "\\uD800"\n',
    "surrogate.json": b'{"id": "\\ud800"}',
    "surrogate_open.json": b'{"id": "\\ud800',
    "nan.json": b'{"a": NaN, "b": 1e400}',
    "huge_int.json": b'{"a": ' + b"9" * 5_000 + b"}",
    "strings.json": b'"' * 900_000,
    "escapes.json": b'"' + b"\\" * 900_000,
    "pretty.jsonl": b'{\n"id": "a"\n}\n' * 1_000,
    "binary.jsonl": bytes(range(256)) * 100,
    "long_line.jsonl": b'{"a": "' + b"x" * 5_000_000 + b'"}\n',
    "truncated.yaml": b"id: ann\nanswers: {q1: 5}\nred_flags:",
    "templates.yaml": b"a: {{ name }}\n",
    "unterminated.yaml": b'a: "abc\nb: 1\n',
}
"""The kinds that hurt naive readers, in case the collection is not at hand."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_read_or_refused(tmp_path: Path, name: str) -> None:
    """Bombs, depth, hidden lines, wrong bytes: a result with a place each time."""
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    assert_read_or_refused(list(read_documents(str(path))))


@pytest.mark.parametrize(
    "name",
    [b"-rf.yaml", b"[red]x.yaml", b"a\nb.yaml", b"\x1b[31m.yaml", b"\xff\xfe.yaml", b".YAML"],
)
def test_hostile_names_are_names(tmp_path: Path, name: bytes) -> None:
    """A file's name is never a pattern, an option or markup, and need not be UTF-8."""
    path = os.path.join(os.fsencode(tmp_path), name)
    try:
        with open(path, "wb") as stream:
            stream.write(b"id: a\n")
    except OSError:
        pytest.skip("this file system refuses the name")
    (document,) = read_documents(os.fsdecode(path))
    assert isinstance(document, Document)
    assert document.source.name == os.fsdecode(path)
