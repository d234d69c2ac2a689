"""The only place for the two sentences that say what a change of a rubric is, and what it does."""

import re
from collections.abc import Iterator, Sequence

from endorse_cli.diagnostics import by_key, counted
from endorse_cli.models.plain_values import read_day
from endorse_cli.models.versions import (
    CandidateDiffPart,
    ChangePart,
    Diff,
    DiffDecisionPart,
    Kind,
    SpotPart,
    is_found,
    is_lost,
)
from endorse_cli.reports.reviews.diff_words import is_of_whole, judged_words, kind_words, out_of
from endorse_cli.views.printed_names import series, share

FEW = 4
"""More criteria than these are not named one by one."""

MOST = 2
"""More changes than these are not told one by one."""

_PLAIN = re.compile(r"[\w/%-]+(\.[\w/%-]+)*", re.ASCII)
"""What needs no care in any form of a diff, and ends no sentence."""

_NAMES: dict[Kind, str] = {
    **{kind: kind for kind in ("setting", "promise", "guidance", "reading", "passage")},
    "renamed": "id of",
    "document": "entry",
    "ask": "question of",
    "levels": "list of answers of",
    "outcomes": "list of outcomes of",
    "recorded": "mark “recorded” of",
    "cure": "way to cure of",
    "asked-of": "one who is asked about",
    "evidence": "demand for evidence of",
    "in-force": "time in force of",
    "fresh-for": "time that a source counts of",
    "effective": "day of taking effect",
    "weight": "weight in",
    "better": "better end of",
    "threshold": "threshold in",
    "row-outcome": "outcome of the row",
    "row-order": "order of the rows of",
    "list-others": "listing of other rules of",
    "hit": "choice among the rows of",
    "panel": "way of joining answers to",
    "assume": "stand-in for",
    "given": "permission to state",
    "criterion-order": "order of the criteria",
    "layer": "layer or adoption of",
    "extends": "base",
}
"""What a change is one of, up to the id, where its kind and "of" would not be understood."""


_TELLING = frozenset(
    {"setting", "weight", "threshold", "row-outcome", "effective", "cure", "asked-of", "evidence"}
)
"""Kinds of change of which a single word or number says what it is."""


def changed(diff: Diff) -> str:
    """One clause that names one change or two, the version's own left out; empty for more."""
    told = [change for change in diff["changes"] if change["kind"] != "version"]
    return series(map(_change_clause, told)) if len(told) <= MOST else ""


def _change_clause(change: ChangePart) -> str:
    what, id = change["kind"], f"`{change['id']}`"
    if what in ("switched-off", "switched-on"):
        return f"{id} is {'' if what == 'switched-off' else 'no longer '}switched off"
    if what.endswith(("-added", "-removed")):
        word, _, how = what.rpartition("-")
        return f"the {word} {id} is {'added' if how == 'added' else 'taken out'}"
    return f"{_subject(change)} {_values(change)}"


def _subject(change: ChangePart) -> str:
    word, id = _NAMES.get(change["kind"], f"{kind_words(change)} of"), f"`{change['id']}`"
    if change["kind"] == "weight" and read_day(_plain(change["before"])):
        word = "day in"
    if is_of_whole(change):
        return f"the {word.removesuffix(' of')}"
    part = f" ({change['part']})" if change["part"] else ""
    return f"the {word} {id}{part}"


def _values(change: ChangePart) -> str:
    """From what to what, where both are a word or a number that says enough."""
    before, after = (_plain(change[side]) for side in ("before", "after"))
    if before and after and change["kind"] in _TELLING:
        return f"goes from {before} to {after}"
    return "changes"


def _plain(spot: SpotPart | None) -> str:
    value = spot["value"] if spot else None
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) else ""


def opening(diff: Diff) -> str:
    """What is changed and does to outcomes, in one sentence; in another, what follows from it."""
    what, meaning = changed(diff), _meaning(diff)
    if what:
        meaning = f"{what[:1].upper()}{what[1:]}; {meaning[:1].lower()}{meaning[1:]}"
    return f"{meaning} {_consequences(diff)}"


def _meaning(diff: Diff) -> str:
    if diff["changes"] and diff["unchecked"]:
        return "What this change does to outcomes could not be worked out within the node budget."
    if not diff["changes"] and not any(part["moves"] for part in diff["decisions"].values()):
        return "The two rubrics say the same."
    moving = {id: part for id, part in diff["decisions"].items() if part["moves"]}
    evidence = [*_leads(diff), *_filled(diff), *_gains(diff), *_evidence(diff)]
    if not moving:
        return _unmoved(diff, evidence)
    clauses = [_clause(id, part) for id, part in moving.items()]
    still = [f"`{id}`" for id in diff["decisions"] if id not in moving]
    if still:
        clauses.append(f"{series(still)} {'stays' if len(still) == 1 else 'stay'} as before")
    return f"This change makes {'; '.join([*clauses, *evidence])}."


def _unmoved(diff: Diff, evidence: list[str]) -> str:
    """That the rules give what they gave, and whether the answers they are given are others."""
    how = _still(diff)
    others = bool(evidence) or any(part["decisions"] for part in diff.get("candidates", ()))
    if not others:
        every = "every answer profile"
        if _lost(diff) or diff["unread"]["new"]:
            every += " that both rubrics can read"
        return f"This change moves no outcome: {every} gets what it got before{how}."
    what = evidence or ["not every answer counts that did, or others do"]
    return f"The same answers get the same outcomes{how}, but {'; '.join(what)}."


def _filled(diff: Diff) -> Iterator[str]:
    """Which placeholders others take the place of: a change of what is asked, and of no rule."""
    for one in diff["filled"]:
        takes = "takes" if len(one["members"]) == 1 else "take"
        yield (
            f"{_named(one['members'])} {takes} the place of `{one['placeholder']}`, so that "
            f"answers to that count no longer"
        )


def _leads(diff: Diff) -> Iterator[str]:
    """That reports lead with another decision, which nothing can be held against."""
    leads = diff["leads"]
    if leads and leads["old"] != leads["new"]:
        yield f"`{leads['new']}` leads in reports now, in place of `{leads['old']}`"


def _gains(diff: Diff) -> Iterator[str]:
    """Which decisions come out better by an answer that is new, or given for one that is gone."""
    decisions = diff["decisions"].items()
    found = by_key((_named(part["gains"]), id) for id, part in decisions if part["gains"])
    for gains, ids in found.items():
        yield (
            f"an answer to {gains} does better in {_named(ids)} than what may have been given in "
            f"its place before"
        )


def _evidence(diff: Diff) -> Iterator[str]:
    less, more = (series(f"`{id}`" for id in diff["evidence"][key]) for key in ("less", "more"))
    if less:
        yield f"less evidence is asked for {less}, so that answers without it count now"
    if more:
        yield f"more evidence is asked for {more}, so that answers without it count no longer"


def _still(diff: Diff) -> str:
    rows = [f"`{id}`" for id, part in diff["decisions"].items() if part["verdict"] == "rows_only"]
    return f", some of them by other rules of {series(rows)}" if rows else ""


_EFFECTS = {
    "stricter": ("stricter", "get a worse outcome and none gets a better one"),
    "looser": ("looser", "get a better outcome and none gets a worse one"),
    "neither": ("different", "get another outcome"),
}


def _clause(id: str, part: DiffDecisionPart) -> str:
    word, effect = _EFFECTS[part["verdict"]]
    found: dict[str, tuple[int, int]] = {}
    for move in part["moves"]:
        when = judged_words(move)
        number, _ = found.get(when, (0, 0))
        found[when] = (number + int(move["count"]), out_of(part, move))
    shares = (
        f"{share(*counts)} of the answer profiles{f' of candidates {when}' if when else ''}"
        for when, counts in found.items()
    )
    return f"`{id}` {word}, where {series(shares)} {effect}"


def _consequences(diff: Diff) -> str:
    text = series(_clauses(diff))
    return f"{text[:1].upper()}{text[1:]}."


def _clauses(diff: Diff) -> Iterator[str]:
    yield _usable(diff)
    if diff["again"]:
        yield f"those to {_named(diff['again'])} must be looked at again"
    if "candidates" in diff:
        yield _people(diff["candidates"])
    yield _version(diff)


def _named(ids: Sequence[str]) -> str:
    """Criteria by id, or how many there are where that would be long."""
    return counted(len(ids), "criterion", "criteria") if len(ids) > FEW else series(map(_code, ids))


def _code(id: str) -> str:
    return f"`{id}`"


def _lost(diff: Diff) -> list[str]:
    """The criteria to which some answer can no longer be read, or none."""
    gone = [c["id"] for c in diff["changes"] if c["kind"] == "criterion-removed"]
    return sorted({*gone, *diff["lost"]})


def _usable(diff: Diff) -> str:
    lost = _lost(diff)
    if lost:
        return f"some answers given to {_named(lost)} can no longer be read"
    return "answers given so far can still be read"


def _people(parts: list[CandidateDiffPart]) -> str:
    """How many come out otherwise, and how many cannot be read now, or never could."""
    of = f" of {counted(len(parts), 'candidate')}"
    lost, found = sum(map(is_lost, parts)), sum(map(is_found, parts))
    told = [
        (
            sum(bool(part["decisions"]) for part in parts),
            "comes out otherwise",
            "come out otherwise",
        ),
        (lost, "can no longer be read", "can no longer be read"),
        (found, "can be read for the first time", "can be read for the first time"),
        (sum(all(part["invalid"].values()) for part in parts), *["cannot be read at all"] * 2),
    ]
    said = [f"{number}{{}} {one if number == 1 else many}" for number, one, many in told if number]
    if not said:
        return f"none{of} comes out otherwise"
    return series([said[0].format(of), *(text.format("") for text in said[1:])])


def _version(diff: Diff) -> str:
    advice, now = diff["version"], diff["new"]["version"]
    if diff["old"] and diff["old"]["id"] != diff["new"]["id"]:
        return "no version is called for, since these are two rubrics"
    if advice["advice"] == "none":
        return "the version may stay as it is"
    if advice["next"] is None:
        return f"the version `{now}` calls for a new {advice['advice']} number"
    if _number(now) >= _number(advice["next"]):
        return f"the version `{now}` is new enough"
    return f"the version `{now}` should become `{advice['next']}`"


def _number(version: str) -> tuple[int, ...]:
    """A version's numbers to compare; nothing where it is no `1.2.3`."""
    parts = version.split(".")
    return tuple(map(int, parts)) if all(p.isascii() and p.isdigit() for p in parts) else ()
