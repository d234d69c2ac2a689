"""The only place that words what an overlay loosens, and what it no longer promises."""

from collections.abc import Iterable, Iterator

from endorse_cli.diagnostics import by_key
from endorse_cli.models.record import DeparturePart, MovePart, RubricPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.views.printed_names import outcome_words, plain_name, series, title_of

HEADS = {
    "stated": "departs from the document",
    "inferred": "departs from the base rubric's reading",
    "chapter": "departs from a chapter's line below",
}
"""By the layer of the line that is changed."""


def chain_text(part: RubricPart) -> str:
    """Which rubrics a rubric builds on, the nearest first; empty where on none."""
    return series(f"{below['id']} {below['version']}" for below in part["extends"])


def departure_head(part: DeparturePart) -> str:
    """What is departed from: the document where it states the line, else a reading of it."""
    return HEADS[part["basis"]]


def departure_brief(part: DeparturePart) -> str:
    """A departure in one clause: what was changed, and how."""
    what = plain_name(part["what"].rpartition(".")[2])
    match part["kind"]:
        case "set":
            return _set(part)
        case "demand":
            return _demand(part)
        case "switch_off":
            is_row = "." in part["what"]
            return f"{f'the rule “{what}”' if is_row else what} is switched off"
        case "row":
            return f"the rule “{what}” is added"
        case "member":
            return f"{what} is added to a family"


def departure_text(rubric: Rubric, part: DeparturePart) -> str:
    """A departure in whole sentences: what, what it can do, why, and who adopted it."""
    return " ".join((f"{departure_brief(part)}.", *_effects(rubric, part), *_why(part)))


def departures_told(rubric: Rubric, part: RubricPart) -> Iterator[tuple[str, str]]:
    """What a chapter loosens and no longer promises: from what, and all of it."""
    for one in part["departures"]:
        yield departure_head(one), departure_text(rubric, one)
    for waived in part["waived"]:
        yield "promise waived", f"{plain_name(waived['promise'])}. Reason: {waived['reason']}"


def departures_in_brief(parts: Iterable[DeparturePart]) -> dict[str, list[str]]:
    """Departures in a clause each, by what they depart from."""
    return by_key((departure_head(one), departure_brief(one)) for one in parts)


def departure_said(part: DeparturePart) -> str:
    """A departure with what it departs from, why, and who adopted it."""
    return " ".join((f"This {departure_head(part)}: {departure_brief(part)}.", *_why(part)))


def _why(part: DeparturePart) -> Iterator[str]:
    """Why it was adopted, and by whom."""
    if part["reason"]:
        yield f"Reason: {part['reason']}"
    if part["adopted"]:
        yield f"Adopted by {part['adopted']['by']} on {part['adopted']['date']}."


def _set(part: DeparturePart) -> str:
    words = [plain_name(value or "nothing") for value in (part["after"], part["before"])]
    return f"“{plain_name(part['what'])}” is set to {words[0]} instead of {words[1]}"


def _demand(part: DeparturePart) -> str:
    name, _, key = part["what"].partition(".")
    criterion = plain_name(name)
    if part["effect"] == "reworded":
        return f"what {key.rpartition('.')[2]} means for {criterion} is worded anew"
    usual = "expected" if key == "evidence" else "as old as may be"
    after, before = (plain_name(part[side] or usual) for side in ("after", "before"))
    if key == "answer":
        return f"{criterion} can be answered with {after} instead of {before}"
    what = "evidence" if key == "evidence" else "how fresh it is"
    return f"of {criterion} less is demanded of {what}: {after} instead of {before}"


def _effects(rubric: Rubric, part: DeparturePart) -> Iterator[str]:
    """For each decision, which outcomes can become which; profiles, not people."""
    if part["effect"] == "not_compared":
        yield "The rubric is too large to say what this can change."
    if part["effect"] == "reworded":
        yield "Whether the new words ask for less, people have to judge."
    for id in dict.fromkeys(move["decision"] for move in part["moves"]):
        moves = [move for move in part["moves"] if move["decision"] == id]
        decision = rubric.decisions[id]
        yield f'With some answers "{title_of(decision)}" comes to {_pairs(rubric, moves)}.'


def _pairs(rubric: Rubric, moves: Iterable[MovePart]) -> str:
    def named(move: MovePart, outcome: str) -> str:
        return f'"{outcome_words(rubric.decisions[move["decision"]], outcome)}"'

    after = by_key((named(m, m["before"]), named(m, m["after"])) for m in moves)
    pairs = (f"{series(words, 'or')} in place of {before}" for before, words in after.items())
    return series(pairs, "or")
