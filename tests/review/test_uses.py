"""What a line names that does not fit there: what is told of it, and where."""

from typing import Any

import pytest

from support.base import STATED, Edit, edited, put, steps
from support.world import all_faults

Plain = Any

TRIPS = {"number": {"unit": "trips", "min": "0", "max": "9000", "step": "1"}}
BANDS = [{"less_than": "1", "give": "0"}, {"at_least": "1", "give": "1"}]
CUTS = [{"is": "few", "less_than": "1"}, {"is": "many", "at_least": "1"}]
CELLS = [["shop", "few"], ["school", "many"]]


def score(value: Plain) -> Edit:
    """A score more."""
    return put("scores extra", {"value": value, **STATED})


def finding(when: Plain) -> Edit:
    """A finding more."""
    return put("findings extra", {"when": when, **STATED})


def decision(**body: Plain) -> Edit:
    """A decision more."""
    return put("decisions extra", {"outcomes": ["few", "many"], **body, **STATED})


def asked(id: str, answer: Plain) -> Edit:
    """A criterion more."""
    head = {"group": "use", "label": id, "ask": f"{id}?"}
    return put(f"criteria {id}", {**head, "answer": answer, **STATED})


SWING = {"no_single_swing": ["care"], "for": ["loan", "standing"], "between": ["refuse", "lend"]}


@pytest.mark.parametrize(
    ("place", "message", "edits"),
    [
        (
            "scores extra value worth",
            "`care` is always applicable.",
            [score({"worth": "care", "not_applicable": "0"})],
        ),
        (
            "scores extra value sum 0",
            "`member` has no worth in a score.",
            [score({"sum": ["member", "care"]})],
        ),
        (
            "scores extra value to",
            "An amount is rounded to a multiple of 0 or less.",
            [score({"round": "care", "to": "0", "half": "up"})],
        ),
        (
            "scores extra value sum 0",
            "`trips` can be more than 2000 numbers, and is added up with other answers.",
            [asked("trips", TRIPS), score({"sum": ["trips", "care"]})],
        ),
        (
            "scores extra value mean of",
            "The family `rest` has no member, so it has no mean.",
            [put("families rest", {"title": "Rest"}), score({"mean": {"of": "rest"}})],
        ),
        (
            "scores extra value mean of",
            "`house_rule` has no worth in a score.",
            [score({"mean": {"of": "house_rules"}})],
        ),
        (
            "scores extra value points",
            "`backers` is a set, and its answer is no single name.",
            [score({"points": "backers", "give": {"shop": "1"}})],
        ),
        (
            "scores extra value points",
            "`care` is no number, and has no bands.",
            [score({"points": "care", "bands": BANDS})],
        ),
        (
            "criteria backers assume",
            "`backers` is a set, and no single name can stand in for it.",
            [put("criteria backers assume", "shop")],
        ),
        (
            "criteria purpose panel",
            "The answers to `purpose` have no mean: they are no numbers.",
            [put("criteria purpose panel", "mean")],
        ),
        (
            "criteria purpose panel",
            "The answers to `purpose` have no order.",
            [put("criteria purpose panel", "median")],
        ),
        (
            "promises extra for",
            "`no_single_swing` speaks for one decision.",
            [put("promises extra", {**SWING, **STATED})],
        ),
        (
            "decisions extra table by 0",
            "`backers` is a set, which has no cells.",
            [decision(table={"by": ["backers"], "cells": CELLS})],
        ),
        (
            "decisions extra bands of",
            "`licence` is no number, and has no bands.",
            [decision(bands={"of": "licence", "cuts": CUTS})],
        ),
        (
            "findings extra when came",
            "`came` is a day.",
            [asked("came", "date"), finding({"came": "yes"})],
        ),
        (
            "findings extra when trips",
            "`trips` is a number.",
            [asked("trips", TRIPS), finding({"trips": "dry"})],
        ),
        (
            "findings extra when standing",
            "`standing` is not a set.",
            [finding({"standing": {"includes": ["guest"]}})],
        ),
        (
            "findings extra when standing",
            "`standing` is no day.",
            [finding({"standing": {"no_later_than": "2026-01-01"}})],
        ),
    ],
)
def test_what_cannot_stand_there_is_told_once(place: str, message: str, edits: list[Edit]) -> None:
    """One mistake is one fault, at the word that does not fit, and says why it does not."""
    (found,) = (one for one in all_faults(edited(*edits)) if one.severity == "error")
    assert found.message == message
    assert found.trail == steps(place)


@pytest.mark.parametrize(
    ("word", "help"),
    [
        ("trips", "Compare it: `{trips: {at_least: …}}`. A bare word is a finding."),
        ("member", "Write `{member: yes}`, or `no`: a bare word is a finding."),
        ("total", "Compare it: `{total: {at_least: …}}`. A bare word is a finding."),
    ],
)
def test_a_bare_word_that_is_no_finding_is_told_how_it_is_asked(word: str, help: str) -> None:
    """Whoever writes only a name is shown the form in which that name is asked."""
    found = all_faults(edited(asked("trips", TRIPS), finding(word)))
    assert [one.help for one in found if one.severity == "error"] == [help]
