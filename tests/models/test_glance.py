"""A glance at a candidate says what the full reader says, or says nothing."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli import api
from endorse_cli.files.json import draft, read_json
from endorse_cli.files.source import Source
from endorse_cli.models.glance import Glance
from endorse_cli.models.standing import own_day

ROOT = Path(__file__).parents[2]
LOADED = api.load_rubric()
GLANCE = Glance(LOADED.reader)

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


def both(value: Plain) -> None:
    """Hold the glance against the full reader."""
    seen = GLANCE.read(value)
    candidate, found = LOADED.reader.read(value)
    if seen is None:
        return
    assert candidate is not None, found
    day = candidate.election.isoformat() if candidate.election else None
    assert seen[:4] == (candidate.name, candidate.office, candidate.seat, day)
    settled = LOADED.reader.settled(candidate, own_day(value))
    assert seen.masks == LOADED.assess(settled).masks


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: value["candidate"])
def test_what_is_sound_is_seen_at_a_glance(value: Plain) -> None:
    """The short way is taken by everything that people really write."""
    assert GLANCE.read(value) is not None
    both(value)


@pytest.mark.parametrize("head", [{}, {"as_of": "2026-05-01"}, {"election": "2032-11-02"}])
@pytest.mark.parametrize("given", [None, date(2026, 5, 1), date(2032, 1, 1)])
def test_a_source_later_than_the_day_does_not_count(
    head: dict[str, str], given: date | None
) -> None:
    """An answer that needs a source has none if that was written after the day of judging."""
    late = [{"source": "minutes", "date": "2031-01-01"}]
    answers = {"red_lines": {"answer": "crossing", "evidence": late}}
    value = {"candidate": "Ada Brill", **head, "answers": answers}
    seen = GLANCE.read(value, as_of=given)
    assert seen is not None
    candidate, _ = LOADED.reader.read(value)
    assert candidate is not None
    settled = LOADED.reader.settled(candidate, given or own_day(value))
    assert seen.masks == LOADED.assess(settled).masks


@given(
    st.sampled_from(EXAMPLES),
    st.sampled_from([*LOADED.rubric.criteria, "nothing"]),
    st.sampled_from(ODD),
)
def test_an_odd_answer_is_seen_alike_or_left(value: Plain, id: str, odd: Plain) -> None:
    """Where the full reader finds a fault the glance sees nothing, and never says otherwise."""
    both({**value, "answers": {**value["answers"], id: odd}})


MORE_ODD: list[Plain] = [
    {"answer": "yes", "note": ""},
    {"answer": "yes", "nothing": "said"},
    {"answer": "yes", "public": "perhaps"},
    {"answer": "yes", "evidence": EVIDENCE, "nothing": "said"},
    {"answer": "yes", "evidence": EVIDENCE, "note": " "},
    {"answer": "yes", "evidence": EVIDENCE, "note": "Seen.", "public": "true"},
    {"answer": "yes", "evidence": [{**EVIDENCE[0], "says": ""}]},
    {"answer": "yes", "evidence": [{**EVIDENCE[0], "nothing": "said"}]},
    {"answer": "yes", "evidence": {}},
    {"answer": "yes", "evidence": []},
    {"unknown": "no_reply", "note": "Twice."},
    {"unknown": "not_asked", "answer": "yes"},
]


@pytest.mark.parametrize("id", ["dsa_member", "red_lines", "coalition", "mass_reach", "nothing"])
def test_each_odd_answer_is_seen_alike_or_left(id: str) -> None:
    """One by one, of criteria that need a source, that are a set, and that are none."""
    (value, *_) = EXAMPLES
    for odd in [*ODD, *MORE_ODD]:
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
    """Numbers, truth values and escapes never mean another thing to the quick parser."""
    id = data.draw(st.sampled_from([*loaded.rubric.criteria]))
    other = "" if where == "answer" else f', "{where}": {odd}'
    answers = f'{{"{id}": {odd}}}' if where == "answer" else "{}"
    text = f'{{"candidate": "Ada Brill", "answers": {answers}{other}}}'
    drafted = draft(text.encode())
    seen = Glance(loaded.reader).read(*drafted) if drafted else None
    if seen is None:
        return
    document = read_json(Source("a.json", text.encode()))
    candidate, found = loaded.reader.read(document.value)
    assert candidate is not None, found
    assert seen.masks == loaded.assess(candidate).masks


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
        drafted = draft(json.dumps(value, separators=separators).encode())
        assert drafted is not None
        assert GLANCE.read(*drafted) is not None


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
    drafted = draft(text.encode())
    assert drafted is None or GLANCE.read(*drafted) is None


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
    """Whether the full reader finds a fault in it as it stands in a `.jsonl` file."""
    plain = read_json(Source("x", json.dumps(value).encode()))
    return LOADED.reader.read(plain.value)[0] is None


WAYS = _ways(_sound())

ODDITIES: list[Plain] = [
    *("", " ", "2026-02-31", "soon", "no such word", None, 3, 2.5, True, [], {}, [None], [3]),
    *([""], {"": ""}, {"more": "x"}, {"date": "2026-02-31"}),
]


def test_a_whole_candidate_is_seen_at_a_glance() -> None:
    """What the next test spoils is taken by the short way while it is right."""
    assert not _refused(_sound())
    assert GLANCE.read(_sound()) is not None


@pytest.mark.parametrize("way", WAYS, ids=lambda way: ".".join(map(str, ("file", *way))))
def test_whatever_the_full_reader_refuses_is_not_seen_at_a_glance(way: Way) -> None:
    """In each place of a candidate's file: days that do not exist, blanks, other types, more keys.

    The drafted line is held against the number of keys that were seen, as in an archive.
    """
    beside = [way] if way else []
    beside += [(*way, "more")] if isinstance(_at(_sound(), way), dict) else []
    for place in beside:
        for odd in ODDITIES:
            value = _spoiled(place, odd)
            drafted = draft(json.dumps(value).encode())
            if _refused(value):
                assert GLANCE.read(value) is None, (place, odd)
                assert drafted is None or GLANCE.read(*drafted) is None, (place, odd)


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
def test_a_key_that_must_be_there_is_missed_at_a_glance(key: str) -> None:
    """What the full reader asks for is asked for here."""
    value = {k: v for k, v in _sound().items() if k != key}
    assert _refused(value)
    assert GLANCE.read(value) is None
