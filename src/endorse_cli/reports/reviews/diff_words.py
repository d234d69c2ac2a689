"""The only place for the words that both forms of a diff share: values, places, parts."""

from collections.abc import Callable, Iterator

from endorse_cli.diagnostics import counted
from endorse_cli.models.grounds import KEYS
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.versions import (
    CandidateDiffPart,
    CasesPart,
    ChangePart,
    ComesOutPart,
    Concern,
    DaysPart,
    Diff,
    DiffDecisionPart,
    Kind,
    MovePart,
    SidePart,
    SincePart,
    SpotPart,
    Verdict,
)
from endorse_cli.views.condition_words import WHICHEVER, rows_named
from endorse_cli.views.printed_names import first_few, rests_on, series

VERDICTS: dict[Verdict, str] = {
    "equivalent": "the same outcomes, by the same rules",
    "rows_only": "the same outcomes, some of them by other rules",
    "stricter": "stricter: some outcomes worse, none better",
    "looser": "looser: some outcomes better, none worse",
    "neither": "neither stricter nor looser: other outcomes",
}

CONCERNS: dict[Concern, str] = {
    "meaning": "Rules",
    "source": "Citations and readings",
    "text": "Wording",
}
"""The parts of the list of changes, in order."""

NOTHING = "nothing"


def flow(value: Plain) -> str:
    """A value as the file has it, on one line; what a part rests on and its texts left out."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    shown = {key: part for key, part in value.items() if key not in _LEFT_OUT}
    return f"{{{', '.join(f'{key}: {flow(part)}' for key, part in shown.items())}}}"


NO_EXAMPLE = "no single file can show it"


def example_answers(example: dict[str, Plain] | None) -> dict[str, str]:
    """The answers of an example as a file has them, by what they answer; none of their sources."""
    answers = (example or {}).get("answers")
    given = answers if isinstance(answers, dict) else {}
    bare = {
        id: said["answer"] if isinstance(said, dict) and "answer" in said else said
        for id, said in given.items()
    }
    return {id: flow(said) for id, said in bare.items()}


_LEFT_OUT = frozenset((*KEYS, "anchors", "titles", "group"))


def from_to(change: ChangePart) -> tuple[str, str]:
    """What stood there and what stands there now; empty for what was not there or is gone."""
    before, after = (_said(change[side]) for side in ("before", "after"))
    if change["after"] and after is None:
        return before or "", NO_MORE
    return before or "", after or ""


NO_MORE = "not there any more"


def _said(spot: SpotPart | None) -> str | None:
    """What stands somewhere; None where the key is absent."""
    value = spot["value"] if spot else None
    if isinstance(value, dict) and value.keys() == {"by", "date"}:
        return f"adopted by {flow(value['by'])} on {flow(value['date'])}"
    return None if value is None else flow(value)


def is_of_whole(change: ChangePart) -> bool:
    """Whether a change is one of the rubric itself, or of the order of its parts."""
    return change["id"] in ("", change["kind"])


def subject_words(change: ChangePart) -> str:
    """What was changed: the id with the kind of change; of the head of a rubric the kind alone."""
    if is_of_whole(change):
        return HEAD_WORDS.get(change["kind"], kind_words(change))
    part = f" ({change['part']})" if change["part"] else ""
    return f"{change['id']}: {kind_words(change)}{part}"


HEAD_WORDS: dict[Kind, str] = {
    "extends": "the rubric that it builds on",
    "effective": "the day of taking effect",
    "criterion-order": "the order of the criteria",
}
"""What is changed in a rubric as a whole, where its kind alone would not say it."""


def since_words(diff: Diff) -> list[str]:
    """With which revision the rubric is compared, in sentences; nothing where two were named."""
    since = diff["since"]
    if since is None:
        return []
    if diff["old"] is None and not since["faults"]:
        id, named = diff["new"]["id"], since["named"]
        new = f"The rubric is new: no file of `{named}` is the rubric `{id}`."
        return [new, "There is nothing to compare it with."]
    said = []
    if since["parted"]:
        commit = _short(since["commit"])
        said.append(
            f"Compared with `{commit}`, what this branch has in common with `{since['named']}`."
        )
    if since["faults"]:
        told = counted(len(since["faults"]), "error")
        said.append(f"At `{_at(since)}` the rubric had {told}: {_first_fault(since)}")
        if since["compared"]:
            instead = f"`{_short(since['compared'])}`, the last one before it that can be read"
            said.append(f"Compared is {instead}.")
        else:
            said.append("No revision before it can be read: there is nothing to compare with.")
    elif since["compared"] != since["commit"]:
        last = f"`{_short(since['compared'] or '')}`, the last one before it that had it"
        said.append(f"At `{_at(since)}` the rubric was gone. Compared is {last}.")
    return [*said, *_cases_words(since["cases"])]


def promise_words(diff: Diff) -> str:
    """Which promises do not hold with the change and did before, or are new; else nothing."""
    before = (diff["old"] or diff["new"]).get("broken", ())
    broken = [f"`{id}`" for id in diff["new"].get("broken", ()) if id not in before]
    if len(broken) < 2:
        return f"The promise {broken[0]} does not hold with this change." if broken else ""
    return f"The promises {series(broken)} do not hold with this change."


def _cases_words(cases: CasesPart) -> Iterator[str]:
    """Which of the cases that a rubric is tested on are others now."""
    for names, one, many in (
        (cases["gone"], "is gone", "are gone"),
        (cases["changed"], "says something else", "say something else"),
    ):
        if names:
            named = series(first_few([f"`{name}`" for name in names], FEW))
            yield f"{counted(len(names), 'case')} {one if len(names) == 1 else many}: {named}."


FEW = 3
"""So many cases are named."""


def _short(commit: str) -> str:
    return commit[:10]


def _at(since: SincePart) -> str:
    return _short(since["commit"]) if since["parted"] else since["named"]


def _first_fault(since: SincePart) -> str:
    first = since["faults"][0]
    place = f"{first['file']}:{first['line']}" if first["line"] else first["file"]
    return f"{place}: {first['message']}"


def unreadable_words(since: SincePart) -> str:
    """That nobody can read what the rubric was, and the first reason."""
    return f"at `{_at(since)}` and before it had errors ({_first_fault(since)})"


def side_words(side: SidePart) -> str:
    """A rubric with its version; its file too, where that says more than the name."""
    named = f"{side['id']} {side['version']}"
    says = side["file"].rstrip("/") not in (side["id"], ".", "..")
    return f"{named} ({side['file']})" if says else named


def kind_words(change: ChangePart) -> str:
    """The kind of a change in words: `row-added` is printed as "row added"."""
    return change["kind"].replace("-", " ")


def grounds_words(change: ChangePart) -> str:
    """The citation and the layer of what was changed."""
    return rests_on(change["from"], change["basis"])


def places(change: ChangePart) -> str:
    """Where it stands in both files: `old.yaml:12 → new.yaml:14`."""
    return " → ".join(place(spot) for spot in (change["before"], change["after"]) if spot)


def place(spot: SpotPart) -> str:
    """A file with its line."""
    return f"{spot['file']}:{spot['line']}"


def judged_words(move: MovePart) -> str:
    """On which days a move is one: "judged from 2026-07-01 to 2027-12-31"; empty for all days."""
    if "judged" not in move:
        return ""
    return f"judged {series(map(_days, move['judged']['days']), 'or')}"


def _days(days: DaysPart) -> str:
    since, until = days["since"], days["until"]
    if since is None:
        return f"until {until}" if until else "on any day"
    return f"from {since} to {until}" if until else f"from {since} on"


def out_of(part: DiffDecisionPart, move: MovePart) -> int:
    """How many answer profiles there are on the days of a move."""
    return int(move["judged"]["profiles"] if "judged" in move else part["profiles"])


def is_touched(person: CandidateDiffPart) -> bool:
    """Whether a change does anything to a candidate."""
    return bool(person["decisions"] or person["again"] or any(person["invalid"].values()))


def came_out(part: ComesOutPart, named: Callable[[str], str]) -> tuple[str, str]:
    """What a decision came to, and by which rule; each name as it is `named`."""
    names = rows_named(part["outcome"], part["rows"], part["row"])
    rule = f"rule {series(map(named, names), 'or')}" if names else WHICHEVER
    if part["outcome"] is not None:
        return named(part["outcome"]), rule
    return f"undetermined ({series(map(named, part['possible']), 'or')})", rule


def others(number: int, told: int) -> str:
    """That so many candidates are as before; nothing where there are none."""
    if not number:
        return "" if told else "There was no candidate in the files."
    more = " more" if told else ""
    words = counted(number, f"{more} candidate".strip(), f"{more} candidates".strip())
    return f"{words} {'comes' if number == 1 else 'come'} out as before."
