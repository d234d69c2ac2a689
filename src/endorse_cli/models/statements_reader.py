"""The only place that reads what a candidate's file says besides answers.

Who assessed and when, the case each way in people's words, and what was corrected.
"""

from endorse_cli.diagnostics import Trail
from endorse_cli.models.old_candidate import Assessed, Correction, Statement
from endorse_cli.models.entries import optional_day, optional_items, optional_text
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader

ASSESSED = ("by", "date", "rubric_version")
SIDES = ("for", "against")
STATEMENT = ("by", "text")
CORRECTION_REQUIRED = ("what",)
CORRECTION_OPTIONAL = ("date", "by")


def read_assessed(reader: Reader, value: Plain) -> Assessed:
    """Who assessed, when, and under which version of the rubric."""
    at = ("assessed",)
    found = reader.keys(value, "`assessed`", at, (), ASSESSED)
    return Assessed(
        optional_text(reader, found, "by", at),
        optional_day(reader, found, "date", at),
        optional_text(reader, found, "rubric_version", at),
    )


def read_statements(
    reader: Reader, found: dict[str, Plain]
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The statements for and those against, each in the order of the file."""
    at = ("statements",)
    if "statements" not in found:
        return (), ()
    sides = reader.keys(found["statements"], "`statements`", at, (), SIDES)
    return (
        optional_items(reader, sides, "for", at, _statement),
        optional_items(reader, sides, "against", at, _statement),
    )


def _statement(reader: Reader, value: Plain, trail: Trail) -> Statement:
    found = reader.keys(value, "The statement", trail, STATEMENT)
    return Statement(
        optional_text(reader, found, "by", trail) or "",
        optional_text(reader, found, "text", trail) or "",
    )


def read_corrections(reader: Reader, found: dict[str, Plain]) -> tuple[Correction, ...]:
    """What was corrected in the file, in its order."""
    return optional_items(reader, found, "corrections", (), _correction)


def _correction(reader: Reader, value: Plain, trail: Trail) -> Correction:
    keys = (CORRECTION_REQUIRED, CORRECTION_OPTIONAL)
    found = reader.keys(value, "The correction", trail, *keys)
    return Correction(
        optional_day(reader, found, "date", trail),
        optional_text(reader, found, "by", trail),
        optional_text(reader, found, "what", trail) or "",
    )
