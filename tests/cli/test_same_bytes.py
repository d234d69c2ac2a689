"""The same inputs give the same bytes, wherever and whenever the command runs."""

import json
import locale
import random
from pathlib import Path
from typing import Any

import pytest

from endorse_cli import api

from .running import Endorse, Process, Write


def available(name: str) -> bool:
    """Whether this machine has a locale."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return True


WORLDS: tuple[dict[str, str], ...] = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Auckland"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "HOME": "/nonexistent", "USER": "nobody"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Honolulu", "PYTHONOPTIMIZE": "2"},
)
"""Between them everything differs at least once: what got into a result would tell two apart."""

GERMAN = "de_DE.UTF-8"


@pytest.mark.parametrize("form", ["json", "table", "html"])
def test_nothing_of_the_world_gets_into_a_result(
    process: Process, examples: list[Path], form: str
) -> None:
    """Hash seeds, locale, time zone and home leave every byte as it is."""
    words = ("score", *examples, "--format", form, "--audience", "members")
    first, *others = (process(*words, env=world) for world in WORLDS)
    assert (first.returncode, first.stderr) == (0, b"")
    for other in others:
        assert (other.returncode, other.stderr) == (0, b"")
        assert other.stdout == first.stdout


@pytest.mark.skipif(not available(GERMAN), reason="the locale is not on this machine")
def test_a_decimal_comma_gets_into_no_result(process: Process, examples: list[Path]) -> None:
    """A locale that writes numbers otherwise changes no byte."""
    words = ("score", *examples, "--format", "table")
    one, other = (process(*words, env=env) for env in ({}, {"LC_ALL": GERMAN, "LANG": GERMAN}))
    assert (one.returncode, other.returncode, other.stderr) == (0, 0, b"")
    assert one.stdout == other.stdout


def test_the_place_of_the_files_does_not_matter(
    endorse: Endorse, examples: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From another folder, under another path, a record is the same to the last byte."""
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    for path in examples:
        (below / path.name).write_bytes(path.read_bytes())
    names = [path.name for path in examples]
    for form in ("json", "table", "html"):
        asked = ("--format", form, "--audience", "members")
        monkeypatch.chdir(tmp_path)
        here = endorse("score", *examples, *asked)
        monkeypatch.chdir(below)
        there = endorse("score", *names, *asked)
        relative = endorse("score", *(f"../b/./{name}" for name in names), *asked)
        assert here.status == 0
        assert here.out == there.out == relative.out


def by_name(text: str) -> dict[str, Any]:
    """The records of a batch by candidate, the digests of their files left out."""
    found = {}
    for record in json.loads(text)["records"]:
        record["candidate"].pop("digest")
        record["candidate"].pop("source")
        found[record["candidate"]["name"]] = record
    return found


def test_the_order_of_the_files_changes_nothing_about_anybody(
    endorse: Endorse, examples: list[Path]
) -> None:
    """Each candidate is judged alone: what stands beside does not matter."""
    shuffled = list(examples)
    random.Random(7).shuffle(shuffled)
    assert shuffled != examples
    one, other = (
        by_name(endorse("score", *paths, "--format", "json").out) for paths in (examples, shuffled)
    )
    assert one == other
    assert list(one) != list(other)


def test_the_order_of_the_answers_changes_nothing(
    endorse: Endorse, examples: list[Path], write: Write
) -> None:
    """A file may be written in any order: the record is the rubric's order, and the same."""
    given = [document.value for path in examples for document in api.parse(path.read_bytes())]
    chance = random.Random(11)

    def lines(shuffle: bool) -> str:
        text = ""
        for value in given:
            assert isinstance(value, dict)
            answers = value["answers"]
            assert isinstance(answers, dict)
            keys = list(answers)
            if shuffle:
                chance.shuffle(keys)
            moved = {**value, "answers": {key: answers[key] for key in keys}}
            text += json.dumps(dict(sorted(moved.items(), reverse=shuffle))) + "\n"
        return text

    straight, shuffled = lines(False), lines(True)
    assert straight != shuffled
    one, other = (
        endorse("score", write("all.jsonl", text), "--format", "json").out
        for text in (straight, shuffled)
    )
    assert by_name(one) == by_name(other)


def test_json_and_yaml_say_the_same(endorse: Endorse, examples: list[Path], write: Write) -> None:
    """How a file is written changes nothing about whom it describes."""
    values = [document.value for path in examples for document in api.parse(path.read_bytes())]
    text = "".join(json.dumps(value) + "\n" for value in values)
    lines = endorse("score", write("all.jsonl", text), "--format", "json").out
    files = endorse("score", *examples, "--format", "json").out
    assert by_name(lines) == by_name(files)
