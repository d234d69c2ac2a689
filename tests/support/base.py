"""One small sound rubric with every form in it, and ways to change one thing about it."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

Plain = Any
Trail = tuple[str | int, ...]
Edit = Callable[[dict[str, Plain]], None]

STATED = {"from": "p1", "basis": "stated"}

YES_NO_ANCHORS = {"yes": "It was seen.", "no": "It was looked for and not seen."}


def _asked(group: str, ask: str, answer: Plain, **more: Plain) -> dict[str, Plain]:
    label = ask.removesuffix("?")
    return {"group": group, "label": label, "ask": ask, "answer": answer, **STATED, **more}


BASE: dict[str, Plain] = {
    "format": "1",
    "rubric": "bike-loan",
    "version": "1.0.0",
    "title": "Lending the cargo bike",
    "document": {
        "title": "House rules of an invented tool library",
        "passed": "2026-02-01",
        "digests": {
            "p1": "sha256:0123456789abcdef",
            "p2": "sha256:1123456789abcdef",
            "p3": "sha256:2123456789abcdef",
        },
    },
    "scales": {
        "degree": {
            "levels": ["none", "some", "clear"],
            "worth": ["0", "1/2", "1"],
            "anchors": {"none": "Nothing seen.", "some": "Seen once.", "clear": "Seen often."},
        },
        "lateness": {
            "levels": ["never", "seldom", "often"],
            "worth": ["0", "1", "2"],
            "anchors": {"never": "No entry.", "seldom": "One entry.", "often": "More entries."},
        },
        "keeping": {
            "levels": ["kept", "broken"],
            "anchors": {"kept": "No report.", "broken": "A dated report."},
        },
    },
    "groups": {"people": {"title": "Who asks"}, "use": {"title": "What for"}},
    "criteria": {
        "member": _asked("people", "A member?", "yes_no", anchors=YES_NO_ANCHORS, cure="candidate"),
        "licence": _asked("people", "A licence?", "yes_no", may_be="not_applicable"),
        "house_rule": _asked(
            "people", "Any house rule broken?", "keeping",
            evidence={"required_for": ["broken"]}, **{"in": ["house_rules"]},
        ),
        "care": _asked("use", "How careful?", "degree", asked_of="committee"),
        "skill": _asked("use", "How skilled?", "degree"),
        "late": _asked("use", "How often late?", "lateness"),
        "purpose": _asked("use", "What for?", {"choice": ["work", "play", "other"]}, cure="nobody"),
        "backers": _asked(
            "people", "Who vouches?", {"set": ["neighbours", "shop", "school"]},
            recorded_members={"school": "Only shown."},
        ),
        "weather": _asked(
            "use", "Which weather?", {"levels": ["dry", "wet"]},
            anchors={"dry": "No rain.", "wet": "Rain."},
        ),
        "likes_bikes": _asked("people", "Likes bikes?", "yes_no", recorded="Only shown."),
    },
    "families": {"house_rules": {"title": "House rules", "placeholder": "house_rule"}},
    "settings": {
        "care_needed": {"value": "some", "of": "care", **STATED},
        "skill_weight": {"value": "1/2", **STATED},
        "total_needed": {"value": "0.75", **STATED},
    },
    "scores": {
        "merit": {
            "title": "Merit",
            "value": {
                "sum": [
                    "care",
                    {"times": [{"setting": "skill_weight"}, "skill"]},
                    {"minus": {"times": ["1/4", "late"]}},
                ]
            },
            **STATED,
        },
        "bonus": {
            "value": {"points": "purpose", "give": {"work": "1", "play": "0", "other": "1/2"}},
            "better": "higher",
            **STATED,
        },
        "total": {"value": {"mean": ["merit", "bonus"]}, **STATED},
    },
    "findings": {
        "in_order": {
            "title": "Papers in order",
            "when": {
                "all": [
                    {"member": "yes"},
                    {"any": [{"licence": {"one_of": ["yes", "not_applicable"]}}]},
                ]
            },
            **STATED,
        },
        "rule_broken": {"when": {"any": {"of": "house_rules", "are": "broken"}}, **STATED},
        "backed": {
            "when": {
                "backers": {"includes": ["neighbours", "shop"]}, "from": "p2", "basis": "inferred",
            },
            "unless": [{"when": {"weather": "wet"}, **STATED}],
            **STATED,
        },
    },
    "decisions": {
        "standing": {
            "title": "Standing",
            "titles": {"guest": "a guest"},
            "outcomes": ["stranger", "guest", "regular"],
            "list_others": "true",
            "rows": {
                "both": {"is": "regular", "when": {"all": ["in_order", "backed"]}, **STATED},
                "papers": {"is": "guest", "when": "in_order", **STATED},
            },
            "otherwise": {"is": "stranger", **STATED},
        },
        "loan": {
            "outcomes": ["refuse", "wait", "lend"],
            "rows": {
                "rule": {"is": "refuse", "when": "rule_broken", **STATED},
                "unknown_person": {"is": "refuse", "when": {"standing": "stranger"}, **STATED},
                "careful": {
                    "is": "lend",
                    "when": {
                        "all": [
                            {"total": {"at_least": {"setting": "total_needed"}}},
                            {"care": {"at_least": {"setting": "care_needed"}}},
                            {"not": {"skill": "none"}},
                        ]
                    },
                    **STATED,
                },
            },
            "otherwise": {"is": "wait", **STATED},
        },
    },
    "promises": {
        "broken_is_refused": {"when": "rule_broken", "then": {"loan": "refuse"}, **STATED},
        "liking_is_nothing": {
            "no_effect": ["likes_bikes", "backers.school"], "for": "loan", **STATED,
        },
        "skill_counts": {"some_effect": ["skill"], "for": "loan", **STATED},
        "care_helps": {
            "more_never_hurts": ["care", "member"], "for": ["standing", "loan"], **STATED,
        },
        "breaking_hurts": {"more_never_helps": {"of": "house_rules"}, "for": "loan", **STATED},
        "no_swing": {
            "no_single_swing": "weather", "for": "loan", "between": ["refuse", "lend"], **STATED,
        },
    },
    "readings": {
        "what_is_care": {
            "at": ["p1", "p2.1"], "question": "What is care?", "chosen": "Oil.", "instead": "Air.",
        }
    },
    "passages": {"p3": "An old story."},
    "slate": {
        "of": {"loan": {"at_least": "wait"}},
        "counts": ["standing", "loan"],
        "guidance": {
            "all_regular": {"every": {"standing": "regular"}, "say": "All are regulars.", **STATED}
        },
    },
}  # fmt: skip


def base() -> dict[str, Plain]:
    """A copy of the sound rubric."""
    return deepcopy(BASE)


def edited(*edits: Edit) -> dict[str, Plain]:
    """The sound rubric with these changes."""
    rubric = base()
    for edit in edits:
        edit(rubric)
    return rubric


def at(rubric: Plain, trail: Trail) -> Plain:
    """What stands at a place."""
    for step in trail:
        rubric = rubric[step]
    return rubric


def put(trail: str, value: Plain) -> Edit:
    """Write a value at a place, new or not; `criteria care group` is a trail."""
    *way, last = steps(trail)

    def edit(rubric: dict[str, Plain]) -> None:
        at(rubric, tuple(way))[last] = deepcopy(value)

    return edit


def drop(trail: str) -> Edit:
    """Leave out a key or an item."""
    *way, last = steps(trail)

    def edit(rubric: dict[str, Plain]) -> None:
        del at(rubric, tuple(way))[last]

    return edit


def rename(trail: str, name: str) -> Edit:
    """Give a key another name in its place."""
    *way, last = steps(trail)

    def edit(rubric: dict[str, Plain]) -> None:
        owner = at(rubric, tuple(way))
        items = [(name if key == last else key, value) for key, value in owner.items()]
        owner.clear()
        owner.update(items)

    return edit


def steps(trail: str) -> Trail:
    """`rows r when all 0` as a trail: numbers are positions."""
    return tuple(int(step) if step.isdigit() else step for step in trail.split())


PHRASES: tuple[Edit, ...] = (
    put("document by", "the members"),
    put("headline", "standing"),
    put("criteria care label", "Care with the bike"),
    put("criteria care asked", "How careful are you with it?"),
    put("criteria care notice", {"none": {"say": "No care was seen.", "when": "in_order"}}),
    put("families house_rules notice", {"broken": {"say": "A house rule was broken."}}),
    put("findings in_order says", {"yes": "has every paper", "no": "lacks a paper"}),
    put("decisions loan rows rule because", "it breaks a house rule"),
    put("decisions loan otherwise because", "nothing speaks for it or against it"),
    put("decisions loan moves", {"lend": "that {candidate} be lent the bike in {chapter}"}),
    put("slate guidance all_regular among", {"loan": "lend"}),
)
"""Every key for words that people read, each at a place of its own."""
