"""The schema of the rubric language against everything sound and everything broken we have."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from api.chapters import put_overlay
from api.test_broken_overlays import BROKEN as BROKEN_OVERLAYS
from api.test_broken_overlays import MARK
from endorse_cli.models.json_schema import rubric_schema
from review.test_sound import ODD, Sound
from support.base import BASE, edited
from support.broken import ALL, Broken
from support.editor import as_editors_read, complaints, core
from support.profiles import times
from support.strategies import rubrics

Plain = Any

ROOT = Path(__file__).parents[2]
SCHEMA = rubric_schema()

RUBRICS = sorted(
    [
        *ROOT.glob("rubrics/*/rubric.yaml"),
        *ROOT.glob("examples/*/rubric.yaml"),
        *ROOT.glob("tests/*/*.yaml"),
        ROOT / "docs" / "checks" / "base.yaml",
        *ROOT.glob("src/endorse_cli/files/starter/*/rubric.yaml"),
    ]
)

OF_SHAPE = {"bad-shape", "missing-key", "unknown-key", "reserved-id", "bad-value", "line-no-source"}
"""Codes of what can be wrong with the shape alone."""

TWICE_IN_A_LIST = {"a level twice", "an outcome twice"}
"""Ids doubled where a list says it."""

NOT_SAID = {
    "an answer without points",
    "worths for other levels",
    "a range turned around",
    "an anchor for no answer",
    "a title for no outcome",
    "evidence for no answer",
    "an outcome that is none",
    "a level that is none",
    "a bound that is no level",
    "a choice that is none",
    "a name among others that is none",
    "an outcome among others that is none",
    "a member that is none",
    "asked whether unknown",
    "a decision's outcome that is none",
    "points for no answer",
    "a setting that is no number",
    "a setting that is no level",
    "a placeholder outside its family",
    "a swing between no outcomes",
    "a promise of no member",
    "a count of no whole number",
    "a paragraph without a digest",
    "a use of one",
    "an exception of one",
    "a reading of one",
    "a part of a promise of one",
    "a part of the slate of one",
    "a move of no outcome",
    "a notice of no answer",
    "a notice on no answer",
    "a family's notice of no answer",
    "guidance among what cites no digest",
    "a condition of a notice that cites no digest",
}
"""Faults under those codes that hang on another part of the file, which no schema can look at."""


def test_the_schema_is_one() -> None:
    """The schema itself is of the dialect it names, and speaks of no address of ours."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in str(SCHEMA)


def test_there_are_rubrics_to_try() -> None:
    """The shipped ones, an overlay, those of the tests and of the pages are all tried."""
    assert len(RUBRICS) >= 6


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_rubric_is_valid_however_an_editor_reads_it(path: Path) -> None:
    """Nobody who writes a sound rubric sees a line underlined."""
    for read in as_editors_read(path):
        assert complaints(SCHEMA, read) == []


@pytest.mark.parametrize("case", ODD, ids=[case.what for case in ODD])
def test_what_only_looks_odd_is_valid(case: Sound) -> None:
    """The schema is never stricter than the check."""
    plain = edited(*case.edits)
    assert complaints(SCHEMA, plain) == []
    assert complaints(SCHEMA, core(plain)) == []


@given(plain=rubrics())
@times(20)
def test_no_sound_rubric_is_refused(plain: dict[str, Plain]) -> None:
    """Of rubrics made at random, over the whole language, none that is sound is refused."""
    assert complaints(SCHEMA, plain) == []
    assert complaints(SCHEMA, core(plain)) == []


def sayable(case: Broken) -> bool:
    """Whether what is wrong shows without looking at another part of the file."""
    if case.what in TWICE_IN_A_LIST:
        return True
    return case.code in OF_SHAPE and case.what not in NOT_SAID


@pytest.mark.parametrize(
    "case", [case for case in ALL if sayable(case)], ids=lambda case: f"{case.code}: {case.what}"
)
def test_what_is_wrong_with_the_shape_alone_is_refused(case: Broken) -> None:
    """An editor underlines what `rubric check` would report of a shape, as it is typed."""
    assert complaints(SCHEMA, edited(*case.edits))


@pytest.mark.parametrize(
    "case", [c for c in ALL if not sayable(c)], ids=lambda case: f"{case.code}: {case.what}"
)
def test_what_no_schema_can_say_is_left_to_the_check(case: Broken) -> None:
    """The list of what cannot be said is true: a fault that can be is taken off it."""
    assert complaints(SCHEMA, edited(*case.edits)) == []


def test_the_base_of_the_broken_ones_is_valid() -> None:
    """What the broken ones are refused for is what was broken."""
    assert complaints(SCHEMA, BASE) == []
    assert complaints(SCHEMA, core(BASE)) == []


OVERLAYS_NOT_SAID = {
    "a demand for an answer that is not there",
    "an anchor of no level",
    "a setting that is no number",
    "a row with an outcome that is none",
    "in force until before since",
}
"""Faults of overlays under those codes that hang on the rubric below."""


@pytest.mark.parametrize("what", BROKEN_OVERLAYS)
def test_an_overlay_is_refused_for_its_shape_alone(tmp_path: Path, what: str) -> None:
    """An overlay with one thing wrong is refused where its own text shows what."""
    path = put_overlay(tmp_path, BROKEN_OVERLAYS[what])
    found = MARK.search(path.read_text(encoding="utf-8"))
    assert found is not None
    wrong = any(complaints(SCHEMA, read) for read in as_editors_read(path))
    assert wrong == (found[1] in OF_SHAPE and what not in OVERLAYS_NOT_SAID)


def test_a_rubric_has_no_part_of_an_overlay() -> None:
    """What only an overlay may say is refused where nothing is extended, and the other way."""
    assert complaints(SCHEMA, {**BASE, "waive": {"no_swing": "It may."}})
    overlay = {"format": "1", "rubric": "x", "version": "1", "extends": "bike-loan", "title": "X"}
    assert complaints(SCHEMA, overlay) == []
    assert complaints(SCHEMA, {**overlay, "document": {"title": "Another"}})


def test_hovering_over_a_key_says_what_it_is() -> None:
    """Every key of a criterion, a decision and a promise is described."""
    definitions: Any = SCHEMA["$defs"]
    for form in ("Criterion", "RowDecision", "EffectPromise", "Rubric", "Overlay"):
        for key, part in definitions[form]["properties"].items():
            while "description" not in part and "$ref" in part:
                part = definitions[part["$ref"].rpartition("/")[2]]
            assert "description" in part or key in ("title", "titles"), (form, key)
