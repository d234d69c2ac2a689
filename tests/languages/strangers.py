"""Seven rubrics of other fields as plain Python, written apart from the rubrics beside this file.

Each has the answers that are tried of every question, at least one for every value or stretch of
values that its rubric tells apart, and a function from whole sets of answers to outcomes.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

Answers = Mapping[str, str]
NA = "not_applicable"
YES_NO = ("no", "yes")


class Stranger(NamedTuple):
    """A rubric's questions with the answers tried, and what must come out."""

    name: str
    answers: dict[str, tuple[str, ...]]
    outcomes: Callable[[Answers], dict[str, str]]


def mending_holes(a: Answers) -> dict[str, str]:
    """One formula for the 72 cells, one grid for the 16."""
    used, reach = STRANGERS[0].answers["used"], STRANGERS[0].answers["reach"]
    grid = {"slight": "llmv", "marked": "llmv", "severe": "mhhv", "ruinous": "vvvv"}
    work = ("unharmed", "slowed", "crippled", "stopped").index(a["work"])
    harm = "lmhv".index(grid[a["safety"]][work])
    speed = 2 * used.index(a["used"]) + reach.index(a["reach"])
    speed += harm + (a["by_machine"] == "yes")
    pace = "defer" if speed < 3 else "scheduled" if speed < 6 else "soon" if speed < 8 else "now"
    return {"impact": ("low", "medium", "high", "very_high")[harm], "pace": pace}


def course_grade(a: Answers) -> dict[str, str]:
    """Points added up in order, the bonus capped, tens rounded."""
    missed = int(a["missed"])
    bonus = 4 if a["talk"] == "yes" and missed <= 6 else 0
    bonus += {"never": 0, "once": 2, "often": 4}[a["tutoring"]]
    total = 0 if a["paper"] == NA else int(a["paper"])
    total += int(a["exam"]) + (10 if missed <= 1 else 5 if missed <= 4 else 0) + min(bonus, 5)
    total = min(total, 100)
    if a["paper"] == NA or total < 50:
        return {"grade": "fail"}
    tens = (total + 5) // 10
    return {"grade": "very_good" if tens >= 9 else "good" if tens >= 7 else "pass"}


def kitchen_inspection(a: Answers) -> dict[str, str]:
    """Critical items first, then the rats, then the others."""
    critical = [a["cooling"], a["hands"], a["raw_apart"]].count("no")
    outside = {
        thing for thing in ("rats", "waste", "standing_water") if a[f"outside.{thing}"] == "yes"
    }
    others = [a["floors"], a["lids"], a["lamps"]].count("no")
    others += bool(outside & {"waste", "standing_water"})
    if critical > 1 or ({"rats", "waste"} <= outside and a["lids"] == "no"):
        return {"verdict": "close"}
    return {"verdict": "again" if critical == 1 or others > 1 else "pass"}


AS_OF = date(2026, 5, 31)


def pool_pass(a: Answers) -> dict[str, str]:
    """Days compared as days: ten years and eighteen months before the last of May."""
    born, applied = date.fromisoformat(a["born"]), date.fromisoformat(a["applied"])
    if born >= date(2016, 5, 31) and a["with_parent"] == "no":
        return {"season_pass": "refuse"}
    tested = (
        a["swim_test"] != NA and date(2024, 11, 30) <= date.fromisoformat(a["swim_test"]) <= AS_OF
    )
    if not tested and a["lifeguard"] == "no":
        return {"season_pass": "refuse"}
    in_april = applied.year == 2026 and applied.month == 4
    excused = a["ill"] == "yes" and applied <= date(2026, 5, 15)
    return {"season_pass": "give" if in_april or excused else "wait"}


def evidence_quality(a: Answers) -> dict[str, str]:
    """Steps down always, steps up only from below and without doubts."""
    doubts = [a["bias"], a["scatter"], a["indirect"], a["rough"]]
    down = sum(("none", "serious", "very_serious").index(doubt) for doubt in doubts)
    down += a["unpublished"] == "yes"
    steps = 4 if a["kind_of_study"] == "drawn_by_lot" else 2
    if steps == 2 and down == 0:
        steps += ("ordinary", "large", "very_large").index(a["large"]) + (a["gradient"] == "yes")
    steps = max(1, min(4, steps - down))
    return {"certainty": ("very_low", "low", "moderate", "high")[steps - 1]}


def open_library(a: Answers) -> dict[str, str]:
    """What is reached of what could be, item by item."""
    parts = ("missing", "partial", "full")
    items = [
        (parts, a["ramp"], 1),
        (parts, a["lift"], 2),
        (YES_NO, a["large_print"], 2),
        (YES_NO, a["evening"], 2),
    ]
    asked = [(names, said, weight) for names, said, weight in items if said != NA]
    reached = sum(names.index(said) * weight for names, said, weight in asked)
    share = Fraction(reached, sum((len(names) - 1) * weight for names, _, weight in asked))
    openness = "shut" if share < Fraction(1, 3) else "narrow" if share < Fraction(4, 5) else "open"
    return {"openness": openness}


def hostel_stars(a: Answers) -> dict[str, str]:
    """The mean of the marks that were given, if enough were."""
    marks = [
        50 * ("bad", "fair", "good").index(a[id])
        for id in ("beds", "showers", "quiet")
        if a[id] != NA
    ]
    mean = Fraction(sum(marks), len(marks)) if marks else Fraction(0)
    by_mean = "one" if mean <= 30 else "two" if mean <= 70 else "three"
    rated = len(marks) >= 2 and int(a["guests"]) >= 20
    return {"by_mean": by_mean, "stars": by_mean if rated else "not_rated"}


def days(*texts: str) -> tuple[str, ...]:
    """Each day, the day before it and the day after."""
    around = (date.fromisoformat(text) + timedelta(n) for text in texts for n in (-1, 0, 1))
    return tuple(day.isoformat() for day in around)


DOUBT = ("none", "serious", "very_serious")
MARKS = ("bad", "fair", "good", NA)
THREE = (*YES_NO, NA)
PARTS = ("missing", "partial", "full", NA)

STRANGERS = (
    Stranger(
        "mending-holes",
        {
            "used": ("unused", "shown", "attacked"),
            "reach": ("few", "many", "anyone"),
            "by_machine": YES_NO,
            "safety": ("slight", "marked", "severe", "ruinous"),
            "work": ("unharmed", "slowed", "crippled", "stopped"),
        },
        mending_holes,
    ),
    Stranger(
        "course-grade",
        {
            "paper": (*map(str, range(41)), NA),
            "exam": tuple(map(str, range(51))),
            "missed": ("0", "1", "2", "4", "5", "6", "7", "30"),
            "talk": YES_NO,
            "tutoring": ("never", "once", "often"),
        },
        course_grade,
    ),
    Stranger(
        "kitchen-inspection",
        {
            "cooling": THREE,
            "hands": YES_NO,
            "raw_apart": THREE,
            "floors": YES_NO,
            "lids": YES_NO,
            "lamps": THREE,
            "outside.rats": YES_NO,
            "outside.waste": YES_NO,
            "outside.standing_water": YES_NO,
        },
        kitchen_inspection,
    ),
    Stranger(
        "pool-pass",
        {
            "born": ("1970-01-01", *days("2016-05-31")),
            "with_parent": YES_NO,
            "swim_test": (*days("2024-11-30", "2026-05-31"), NA),
            "lifeguard": YES_NO,
            "applied": days("2026-04-01", "2026-04-30", "2026-05-15"),
            "ill": YES_NO,
        },
        pool_pass,
    ),
    Stranger(
        "evidence-quality",
        {
            "kind_of_study": ("drawn_by_lot", "watched"),
            "bias": DOUBT,
            "scatter": DOUBT,
            "indirect": DOUBT,
            "rough": DOUBT,
            "unpublished": YES_NO,
            "large": ("ordinary", "large", "very_large"),
            "gradient": YES_NO,
        },
        evidence_quality,
    ),
    Stranger(
        "open-library",
        {"ramp": PARTS, "lift": PARTS, "large_print": YES_NO, "evening": THREE},
        open_library,
    ),
    Stranger(
        "hostel-stars",
        {"beds": MARKS, "showers": MARKS, "quiet": MARKS, "guests": ("0", "19", "20", "400")},
        hostel_stars,
    ),
)
