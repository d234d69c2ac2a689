"""A line of an archive, validated from its bytes, says what the file says, or says nothing."""

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli import api
from endorse_cli.files import reading
from endorse_cli.files.json import has_doubled_key, read_json
from endorse_cli.files.source import Source
from endorse_cli.models.candidate import CandidateFile
from endorse_cli.rubric.measures import own_day
from support.rubric_files import WITH_A_SET

ROOT = Path(__file__).parents[2]
LOADED = api.load_rubric(WITH_A_SET)

Plain = Any

EXAMPLES = [
    document.value
    for path in sorted((ROOT / "examples").glob("*.yaml"))
    for document in api.parse(path.read_bytes())
]

EVIDENCE = [{"source": "minutes", "date": "2026-04-01"}]
ODD: list[Plain] = [
    None,
    "",
    " ",
    "yes",
    "crossing",
    "unknown",
    "2026-02-30",
    [],
    {},
    ["labor"],
    ["labor", "labor"],
    ["labor", "bakers"],
    {"labor": "yes"},
    {"labor": "maybe"},
    {"answer": "crossing"},
    {"answer": "crossing", "evidence": EVIDENCE},
    {"answer": "crossing", "evidence": [{"source": "minutes"}]},
    {"answer": "crossing", "evidence": [{}]},
    {"answer": "crossing", "evidence": [{"source": "minutes", "date": "2031-01-01"}]},
    {"answer": "crossing", "evidence": [{"source": "minutes", "date": "2031-01-01"}, *EVIDENCE]},
    {"answer": "crossing", "evidence": [{"date": "soon"}]},
    {"answer": "kept", "note": ""},
    {"answer": "kept", "note": "seen", "public": "perhaps"},
    {"answer": ["labor"], "evidence": EVIDENCE},
    {"answer": {"labor": "no"}, "note": " "},
    {"unknown": "no_reply"},
    {"unknown": "tired"},
    {"one_of": ["some", "clear"]},
    [{"by": "one", "text": "two"}],
    [{"by": "one"}],
    {"for": [{"by": "one", "text": ""}]},
    {"for": [], "against": None},
    [{"what": "a day", "date": "2026-05-03"}],
    {"by": "committee", "date": "May"},
]
"""Values that are right in some places and wrong in others."""


def seen(data: bytes, loaded: api.LoadedRubric = LOADED) -> CandidateFile | None:
    """What the core makes of a line; None where it has to be read in full."""
    found = loaded.reader.sound([data])
    return None if found is None or has_doubled_key([data], found[1]) else found[0][0]


def both(value: Plain, given: date | None = None) -> CandidateFile | None:
    """Hold what is seen of a line against what is read of it in full."""
    data = json.dumps(value).encode()
    file = seen(data)
    plain = read_json(Source("a.json", data)).value
    candidate, found = LOADED.reader.read(plain)
    if file is None:
        return None
    assert candidate is not None, found
    assert (file.name, file.office, file.seat) == (candidate.name, candidate.office, candidate.seat)
    assert (file.election, file.as_of) == (candidate.election, candidate.as_of)
    day = given or own_day(plain)
    assert day == (given or file.as_of or file.election)
    settled = LOADED.reader.settled(candidate, day)
    assert LOADED.assess(LOADED.reader.settled(file, day)).masks == LOADED.assess(settled).masks
    return file


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: value["candidate"])
def test_what_is_sound_is_seen_in_a_line(value: Plain) -> None:
    """The short way is taken by everything that people really write."""
    assert both(value) is not None


@pytest.mark.parametrize("head", [{}, {"as_of": "2026-05-01"}, {"election": "2032-11-02"}])
@pytest.mark.parametrize("given", [None, date(2026, 5, 1), date(2032, 1, 1)])
def test_a_source_later_than_the_day_does_not_count(
    head: dict[str, str], given: date | None
) -> None:
    """An answer that needs a source has none if that was written after the day of judging."""
    late = [{"source": "minutes", "date": "2031-01-01"}]
    answers = {"red_lines": {"answer": "crossing", "evidence": late}}
    assert both({"candidate": "Ada Brill", **head, "answers": answers}, given) is not None


@given(
    st.sampled_from(EXAMPLES),
    st.sampled_from([*LOADED.rubric.criteria, "nothing"]),
    st.sampled_from(ODD),
)
def test_an_odd_answer_is_seen_alike_or_left(value: Plain, id: str, odd: Plain) -> None:
    """Where a fault is found in full nothing is seen, and never something else."""
    both({**value, "answers": {**value["answers"], id: odd}})


WRITTEN = [
    *[
        "true",
        "1",
        "0",
        "-0",
        "-7",
        "2.50",
        "1e3",
        "NaN",
        "null",
        '"1"',
        "9" * 30,
        '{"answer": false}',
    ],
    *['{"answer": 1}', '{"answer": "kept", "public": 1}', '{"answer": "kept", "public": true}'],
    *['{"answer": "kept", "public": 0.0}', '{"one_of": [1, true]}', '{"unknown": "no_reply"}'],
    *[
        '{"unknown": 1}',
        '{"unknown": "no_reply", "answer": "kept"}',
        '["labor", 1]',
        '"\\ud83d\\ude00"',
    ],
    *[
        '"\\ud83d"',
        '{"answer": "kept", "evidence": [{"source": 1, "date": 2026}]}',
        "[[1.5]]",
        "{}x",
    ],
]
"""What JSON can say that YAML reads as text."""

NUMBERS = api.load_rubric("supplier-review")


@given(
    st.sampled_from([LOADED, NUMBERS]),
    st.data(),
    st.sampled_from(WRITTEN),
    st.sampled_from(["answer", "office", "corrections"]),
)
def test_what_is_written_as_json_is_seen_alike_or_left(
    loaded: api.LoadedRubric, data: st.DataObject, odd: str, where: str
) -> None:
    """Numbers, truth values and escapes never mean another thing to the core's parser."""
    id = data.draw(st.sampled_from([*loaded.rubric.criteria]))
    other = "" if where == "answer" else f', "{where}": {odd}'
    answers = f'{{"{id}": {odd}}}' if where == "answer" else "{}"
    text = f'{{"candidate": "Ada Brill", "answers": {answers}{other}}}'
    file = seen(text.encode(), loaded)
    if file is None:
        return
    document = read_json(Source("a.json", text.encode()))
    candidate, found = loaded.reader.read(document.value)
    assert candidate is not None, found
    assert loaded.assess(file).masks == loaded.assess(candidate).masks
    assert file.answers == candidate.answers


@given(
    st.sampled_from(EXAMPLES),
    st.sampled_from([*EXAMPLES[0], "statements", "corrections", "as_of", "colour"]),
    st.sampled_from(ODD),
)
def test_an_odd_head_is_seen_alike_or_left(value: Plain, key: str, odd: Plain) -> None:
    """The same of everything beside the answers."""
    both({**value, key: odd})


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: value["candidate"])
def test_keys_are_counted_as_they_are_written(value: Plain) -> None:
    """A text without doubled keys has as many keys as are counted, in every spelling of JSON."""
    for separators in ((",", ":"), (", ", ": ")):
        data = json.dumps(value, separators=separators).encode()
        found = LOADED.reader.sound([data])
        assert found is not None
        assert found[1] == data.count(b'":')


DOUBLED = {
    "at the top": '{"candidate": "Ada Brill", "candidate": "Bo Carr", "answers": {}}',
    "an answer": '{"candidate": "Ada Brill", "answers": {"mass_reach": "some", '
    '"mass_reach": "clear"}}',
    "inside an answer": '{"candidate": "Ada Brill", "answers": {"mass_reach": {"answer": "some", '
    '"answer": "clear"}}}',
    "of a source": '{"candidate": "Ada Brill", "answers": {"mass_reach": {"answer": "some", '
    '"evidence": [{"source": "a", "source": "b"}]}}}',
    "of a member": '{"candidate": "Ada Brill", "answers": {"coalition": {"labor": "yes", '
    '"labor": "no"}}}',
    "behind an escape": '{"candidate": "Ada Brill", "answers": {"mass_reach": "some", '
    '"mass\\u005freach": "clear"}}',
    "hidden by a colon in a text": '{"candidate": "Ada \\":Brill", "answers": {"mass_reach": '
    '"some", "mass_reach": "clear"}}',
    "hidden by a blank": '{"candidate" : "Ada Brill", "candidate": "Bo Carr", "answers": {}}',
    "in a reason": '{"candidate": "Ada Brill", "answers": {"mass_reach": {"unknown": "no_reply", '
    '"unknown": "declined"}}}',
    "in a statement": '{"candidate": "Ada Brill", "answers": {}, "statements": {"for": [{"by": "a",'
    ' "by": "b", "text": "c"}]}}',
}


@pytest.mark.parametrize("text", DOUBLED.values(), ids=list(DOUBLED))
def test_a_key_that_stands_twice_is_never_overlooked(text: str) -> None:
    """However a doubled key is written, the short way is not taken."""
    assert seen(text.encode()) is None


BESIDE = (
    '{"candidate": "Ada Brill %d", "answers": {"dsa_member": "yes"}}',
    '{"candidate": "Ada Brill %d", "answers": {"dsa_member": "yes", "red_lines": "kept"}}',
    '{"candidate": "Ada Brill %d", "answers": {"dsa_member": "yes", "dsa_member": "no"}}',
    '{"candidate" : "Ada Brill %d", "answers": {"dsa_member": {"unknown": "declined"}}}',
    '{"candidate": "Ada Brill %d", "answers": {"dsa_member": {"answer": "yes", "evidence": [{}]}}}',
    '{"candidate": "Ada Brill %d", "answers": {"dsa_member": "perhaps"}}',
    '{"candidate": "Ada Brill %d", "rubric": "supplier-review", "answers": {}}',
    '{"candidate": "Ada Brill %d", "answers": {"dsa_member": {"evidence": [{}',
    '{}]}, "seat": "council-%d"}}',
    "  ",
)
"""Lines of an archive that are sound or not, or sound only together with the one before."""


@pytest.mark.parametrize("seed", range(4))
def test_lines_come_out_together_as_each_by_itself(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands beside a line changes neither its row nor what is told of it, nor their order."""
    random = Random(seed)
    drawn = (random.choices(BESIDE, (40, 20, *(1 for _ in BESIDE[2:])))[0] for _ in range(120))
    lines = [line.replace("%d", str(place)) for place, line in enumerate(drawn)]
    path = tmp_path / "archive.jsonl"
    path.write_text("\n".join(lines))
    together, alone = (_judged(path, monkeypatch, at_once) for at_once in (reading.AT_ONCE, 1))
    assert together == alone


def _judged(path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> tuple[str, object]:
    monkeypatch.setattr(reading, "AT_ONCE", at_once)
    run = api.SlateRun([path], format="csv")
    return "".join(run.texts()) + run.end(), run.diagnostics


def _sound() -> Plain:
    """A candidate with everything that a file may have, each part of it right."""
    source = {"source": "minutes", "date": "2026-04-01", "says": "Seen."}
    return {
        "candidate": "Ada Brill",
        "office": "City Council",
        "seat": "council-1",
        "election": "2026-11-03",
        "chapter": "Riverbend",
        "as_of": "2026-06-01",
        "rubric": "class-alignment",
        "assessed": {"by": "committee", "date": "2026-05-01", "rubric_version": "1.0.0"},
        "answers": {
            "dsa_member": {
                "answer": "yes",
                "note": "Seen.",
                "public": "true",
                "evidence": [source],
            },
            "coalition": {"answer": ["labor"], "note": "Seen.", "evidence": [source]},
            "chapter_member": {"unknown": "no_reply"},
        },
        "statements": {
            "for": [{"by": "one", "text": "two"}],
            "against": [{"by": "one", "text": "two"}],
        },
        "corrections": [{"what": "a day", "date": "2026-05-03", "by": "one"}],
    }


Way = tuple[str | int, ...]


def _ways(value: Plain, way: Way = ()) -> list[Way]:
    """The way to everything in a value, from the outside in."""
    steps: Any = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [way, *(found for key, inner in steps for found in _ways(inner, (*way, key)))]


def _with(value: Plain, way: Way, odd: Plain) -> Plain:
    """The value with something else at the end of a way."""
    if not way:
        return odd
    first, *rest = way
    if isinstance(value, list):
        return [_with(one, tuple(rest), odd) if i == first else one for i, one in enumerate(value)]
    return {**value, first: _with(value[first], tuple(rest), odd)}


def _refused(value: Plain) -> bool:
    """Whether a fault is found in it as it stands in a `.jsonl` file."""
    plain = read_json(Source("x", json.dumps(value).encode()))
    return LOADED.reader.read(plain.value)[0] is None


WAYS = _ways(_sound())

ODDITIES: list[Plain] = [
    *("", " ", "2026-02-31", "soon", "no such word", None, 3, 2.5, True, [], {}, [None], [3]),
    *([""], {"": ""}, {"more": "x"}, {"date": "2026-02-31"}),
]


def test_a_whole_candidate_is_seen() -> None:
    """What the next test spoils is taken by the short way while it is right."""
    assert not _refused(_sound())
    assert both(_sound()) is not None


@pytest.mark.parametrize("way", WAYS, ids=lambda way: ".".join(map(str, ("file", *way))))
def test_whatever_is_refused_in_full_is_not_seen(way: Way) -> None:
    """In each place: days that do not exist, blanks, other types, more keys."""
    beside = [way] if way else []
    beside += [(*way, "more")] if isinstance(_at(_sound(), way), dict) else []
    for place in beside:
        for odd in ODDITIES:
            value = _spoiled(place, odd)
            if _refused(value):
                assert seen(json.dumps(value).encode()) is None, (place, odd)


def _at(value: Plain, way: Way) -> Plain:
    for step in way:
        value = value[step]
    return value


def _spoiled(place: Way, odd: Plain) -> Plain:
    value = _sound()
    if place[-1] != "more":
        return _with(value, place, odd)
    return _with(value, place[:-1], {**_at(value, place[:-1]), "more": odd})


@pytest.mark.parametrize("key", ["candidate", "answers"])
def test_a_key_that_must_be_there_is_missed(key: str) -> None:
    """What is asked for in full is asked for here."""
    value = {k: v for k, v in _sound().items() if k != key}
    assert _refused(value)
    assert seen(json.dumps(value).encode()) is None
