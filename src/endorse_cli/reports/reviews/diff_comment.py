"""The only place that lays a diff out as a comment on a change, in Markdown."""

import re
from collections.abc import Iterator

from endorse_cli.models.audits import UncheckedPart
from endorse_cli.models.plain import Plain
from endorse_cli.models.record import DeparturePart
from endorse_cli.models.versions import CandidateDiffPart, ChangePart, ComesOutPart, Diff
from endorse_cli.reports.page import Look
from endorse_cli.reports.reviews.diff_opening import opening
from endorse_cli.reports.reviews.diff_words import (
    CONCERNS,
    NO_EXAMPLE,
    VERDICTS,
    example_answers,
    from_to,
    grounds_words,
    is_of_whole,
    is_touched,
    judged_words,
    kind_words,
    others,
    out_of,
    places,
    since_words,
    subject_words,
)
from endorse_cli.reports.wording.condition_words import WHICHEVER, rows_named
from endorse_cli.reports.wording.departure_words import departure_said
from endorse_cli.views.printed_names import NOT_A_PROBABILITY, counted, grouped, series, share

MOST = 12
"""More changes of one concern than these are folded away."""

_LOOK = Look(width=10_000)
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def words(text: str) -> str:
    """A text of the files as plain words: no markup, no picture, no mention, one line."""
    return _PUNCTUATION.sub(_escaped_sign, _LOOK.safe(text))


def _escaped_sign(found: re.Match[str]) -> str:
    character = found[0]
    if character in "<>&":
        return f"&#{ord(character)};"
    # A name after `@`, or a number after `#`, would be made a link after the text is laid out.
    return f"\\{character}&#8203;" if character in "@#" else f"\\{character}"


def code(text: str) -> str:
    """A text as code, letter by letter; as plain words where code could not hold it."""
    safe = _LOOK.safe(text)
    return words(text) if not safe or set(safe) & set("`|") else f"`{safe}`"


def markdown(diff: Diff) -> str:
    """What the change does, in two sentences; then the outcomes, changes and candidates."""
    lines = [
        f"## What this change does to {code(diff['new']['id'])}",
        "",
        *([opening(diff), *_since(diff)] if diff["old"] else [*_since(diff)][1:]),
        *_unchecked(diff["unchecked"]),
        *_departures(diff["departures"]),
        *_outcomes(diff),
        *_changes(diff["changes"]),
        *_candidates(diff.get("candidates")),
    ]
    return "\n".join(lines) + "\n"


def _since(diff: Diff) -> Iterator[str]:
    """What is said of the revision compared with, its names as code."""
    said = since_words(diff)
    if said:
        yield ""
        yield " ".join(_with_code(sentence) for sentence in said)


def _with_code(sentence: str) -> str:
    """A sentence of ours, the names in it as code and all else as plain words."""
    parts = sentence.split("`")
    return "".join(code(part) if place % 2 else _plain(part) for place, part in enumerate(parts))


def _plain(text: str) -> str:
    """Plain words with the blank before and after them."""
    before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
    return f"{before}{words(text)}{after}" if text.strip() else text


def _unchecked(parts: list[UncheckedPart]) -> Iterator[str]:
    if not parts:
        return
    yield from ("", "### Not checked", "")
    for part in parts:
        yield f"- {code(part['what'])}: not checked: {words(part['why'])}"


def _departures(departures: list[DeparturePart]) -> Iterator[str]:
    if not departures:
        return
    yield from ("", "### New departures from what it builds on", "")
    for part in departures:
        yield f"- {words(departure_said(part))}"


def _outcomes(diff: Diff) -> Iterator[str]:
    if not diff["decisions"]:
        return
    yield from ("", "### Outcomes", "", "| decision | from | to | answer profiles | share |")
    yield "|---|---|---|--:|--:|"
    for id, part in diff["decisions"].items():
        if not part["moves"]:
            yield f"| {code(id)} | {VERDICTS[part['verdict']]} | | 0 | 0% |"
        for move in part["moves"]:
            number, total = int(move["count"]), out_of(part, move)
            when = judged_words(move)
            ends = f"{code(move['from'])} | {code(move['to'])}{f', {when}' if when else ''}"
            yield f"| {code(id)} | {ends} | {grouped(number)} | {share(number, total)} |"
    for which, only in (("old", diff["unread"]["old"]), ("new", diff["unread"]["new"])):
        if only:
            left = ", ".join(f"{code(id)} {series(map(code, v))}" for id, v in only.items())
            yield from ("", f"Left out, since only the {which} rubric reads it: {left}.")
    yield from ("", NOT_A_PROBABILITY)
    yield from _examples(diff)


def _examples(diff: Diff) -> Iterator[str]:
    shown = [(id, m) for id, part in diff["decisions"].items() for m in part["moves"]]
    if not shown:
        return
    yield from ("", "<details><summary>The smallest example of each move</summary>", "")
    for id, move in shown:
        ends = f"{code(id)} from {code(move['from'])} to {code(move['to'])}"
        ends = ", ".join(filter(None, (ends, judged_words(move))))
        yield f"- {ends}: {_answers(move['example'])}"
    yield from ("", "</details>")


def _answers(example: dict[str, Plain] | None) -> str:
    if example is None:
        return NO_EXAMPLE
    given = example_answers(example)
    return ", ".join(f"{code(id)} {code(said)}" for id, said in given.items()) or "anybody"


def _changes(changes: list[ChangePart]) -> Iterator[str]:
    for concern, title in CONCERNS.items():
        changed = [change for change in changes if change["concerns"] == concern]
        if not changed:
            continue
        yield from ("", f"### {title}", "")
        number = counted(len(changed), "change")
        if is_long := len(changed) > MOST:
            yield from (f"<details><summary>{number}</summary>", "")
        yield from map(_change, changed)
        if is_long:
            yield from ("", "</details>")


def _change(change: ChangePart) -> str:
    before, after = from_to(change)
    said = [words(f"was {before}")] if before else []
    said += [words(f"now {after}")] if after else []
    grounds = grounds_words(change)
    named = f"{code(change['id'])} **{kind_words(change)}**"
    if is_of_whole(change):
        named = f"**{subject_words(change)}**"
    of = f" of {code(change['part'])}" if change["part"] else ""
    head = f"- {named}{of}" + (f" ({grounds})" if grounds else "")
    return f"{head}: {'; '.join(said)}. {code(places(change))}"


def _candidates(people: list[CandidateDiffPart] | None) -> Iterator[str]:
    if people is None:
        return
    yield from ("", "### Candidates", "")
    touched = [person for person in people if is_touched(person)]
    for person in touched:
        yield from _candidate(person)
    rest = others(len(people) - len(touched), len(touched))
    if rest:
        yield f"- {rest}"


def _candidate(person: CandidateDiffPart) -> Iterator[str]:
    name = words(f"{person['candidate'] or 'A candidate'} ({person['source']})")
    for which, found in (("old", person["invalid"]["old"]), ("new", person["invalid"]["new"])):
        for one in found:
            yield f"- {name} is not valid under the {which} rubric: {words(one['message'])}"
    for id, moved in person["decisions"].items():
        yield f"- {name}: {code(id)} from {_end(moved['before'])} to {_end(moved['after'])}"
    if person["again"]:
        yield f"- {name}: look again at {series(map(code, person['again']))}"


def _end(part: ComesOutPart) -> str:
    outcome = part["outcome"]
    ends = (
        code(outcome) if outcome else f"undetermined ({series(map(code, part['possible']), 'or')})"
    )
    names = rows_named(part["outcome"], part["rows"], part["row"])
    rows = f"rule {series(map(code, names), 'or')}" if names else WHICHEVER
    why = ", ".join(f"{code(id)} {series(map(code, v), 'or')}" for id, v in part["because"].items())
    return f"{ends} ({rows}{f'; {why}' if why else ''})"
