"""What came out, in a few lines: the outcomes and why, what is open, whom to ask, what to watch."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from endorse_cli.diagnostics import counted
from endorse_cli.engine.order import condition_uses
from endorse_cli.engine.score_ends import reach_of
from endorse_cli.models.conditions import All, Atom
from endorse_cli.models.decision_rows import Row
from endorse_cli.models.decisions import Decision
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import OneOf, Range
from endorse_cli.reports.departure_words import departures_in_brief
from endorse_cli.reports.page import Pair
from endorse_cli.reports.result.changes import states_text
from endorse_cli.reports.result.outcomes import (
    OTHERS,
    STATED,
    criteria_under,
    weaker_parts,
)
from endorse_cli.reports.result.questions import lines_of, said
from endorse_cli.reports.result.remarks import remarks
from endorse_cli.reports.result.table import (
    READING,
    Write,
    bound_text,
    reach_words,
    thresholds,
)
from endorse_cli.rubric.part_tree import walk
from endorse_cli.views.condition_words import WHICHEVER
from endorse_cli.views.printed_names import (
    citation,
    first_few,
    headed,
    in_cell,
    outcome_words,
    plain_name,
    series,
)
from endorse_cli.views.result import Result
from endorse_cli.views.ruling import Ruling

FEW = 3
"""So many answers are named in one line; of more it is said how many."""

OPEN = 6
"""So many answers that can still decide are named under the verdict."""

ADVERSE = ("against", "between")
"""How an answer speaks that keeps a candidate from the best."""

PAIR = 2
"""So many answers that mean the same are quoted each by itself."""

LONG = 100
"""A condition in more characters than this is not spelled out beside an outcome."""

WHOM = {
    "candidate": "the candidate",
    "campaign": "the campaign",
    "roll": "the membership roll",
    "committee": "the committee judges",
}


def verdict(result: Result) -> list[Pair]:
    """Every decision, then what is open, what to ask next, and what to watch."""
    pairs = [pair for ruling in result.rulings.values() for pair in _decided(result, ruling)]
    pairs.append(_open(result))
    return [*pairs, *ask_next(result), *_supposed(result), *_departs(result), *_watch(result)]


def _decided(result: Result, ruling: Ruling) -> Iterator[Pair]:
    title = headed(ruling.title)
    if ruling.outcome is None:
        yield Pair(title, ruling.words, _narrowed(ruling), "open")
    else:
        yield Pair(title, ruling.words, why(result, ruling), "result")
    yield from _stand_in(result, ruling)


def _narrowed(ruling: Ruling) -> str:
    stated = [outcome_words(ruling.decision, name) for name in ruling.part.get("given", ())]
    return f"the file states {series(stated, 'or')}" if stated else ""


def why(result: Result, ruling: Ruling) -> str:
    """Why a settled decision came out so, in one line with its citations."""
    row = ruling.row
    if row is None or ruling.is_stated:
        return because(result, ruling)
    reading = READING if rests_on_reading(result, ruling) else ""
    cites = citation(row.grounds.locators).replace(", ", " ") + reading
    return " · ".join(filter(None, (because(result, ruling), cites)))


def rests_on_reading(result: Result, ruling: Ruling) -> bool:
    """Whether the row that decides, or a part of it that tells, is a reading of the document."""
    parts = weaker_parts(result, ruling, ruling.row)
    own = [ruling.row.grounds.basis] if ruling.row else []
    return "inferred" in (*own, *(part.grounds.basis for part in parts))


def because(result: Result, ruling: Ruling, write: Write = in_cell) -> str:
    """The same without what it rests on: the rule in a clause, and the numbers or answers."""
    if ruling.is_stated:
        return STATED
    row, decision = ruling.row, ruling.decision
    if row is None:
        whichever = f"{WHICHEVER}, it comes to this"
        return " · ".join(filter(None, (whichever, _answers(result, ruling))))
    told = list(numbers_told(result, decision, row, write))
    numbers = {each.id for each in told}
    parts = [row.because or _rule(result, decision, row, numbers)]
    spelled = frozenset() if row.because else _spelled(row)
    parts += [each.words for each in told] or [_answers(result, ruling, spelled)]
    also = [outcome_words(decision, decision.row(id).outcome) for id in ruling.part["also"]]
    parts.append(f"also {series(also)}" if also else "")
    return "; ".join(filter(None, parts))


def why_in_brief(result: Result, ruling: Ruling) -> str:
    """The same in a clause alone: the rubric's where it has one."""
    row = None if ruling.is_stated else ruling.row
    return (row.because if row else None) or why(result, ruling)


def _rule(result: Result, decision: Decision, row: Row, numbers: Collection[str]) -> str:
    """The rule that decides, in words; in a few where they are long, or numbers say it."""
    if row.when is None:
        return OTHERS
    if isinstance(row.when, Atom) and row.when.id in numbers:
        return ""
    words = result.say.bare.guarded(row.when, row.unless)
    return words if len(words) <= LONG else result.say.row_in_brief(decision, row)


class ScoreTold(NamedTuple):
    """A score that tells: what it is called, its number, what the rule asks of it, or where none
    follows how those before are missed.
    """

    id: str
    title: str
    number: str
    asked: str
    missed: str

    @property
    def words(self) -> str:
        """The score with its number: `Balance: 7/4, rule: at least 1`."""
        rule = f"rule: {self.asked}" if self.asked else self.missed
        return f"{self.title}: {self.number}, {rule}"


def numbers_told(
    result: Result, decision: Decision, row: Row, write: Write = in_cell
) -> Iterator[ScoreTold]:
    """The scores that tell: what the rule asks of them, or by how little those before are missed.

    Only where no rule follows are the missed ones named: they are why nothing else applies.
    """
    rubric = result.rubric
    asked: dict[str, list[str]] = {}
    missed: dict[str, dict[str, dict[str, None]]] = {}
    for other in decision.rows:
        for score, test in _comparisons(rubric, other):
            held = result.explanation.passes(score, test)
            if other.id == row.id and held == "yes":
                asked.setdefault(score, []).append(bound_text(rubric, test, write=write))
            elif row.when is None and held == "no":
                words = bound_text(rubric, test, missed=True, write=write)
                outcome = outcome_words(decision, other.outcome)
                missed.setdefault(score, {}).setdefault(words, {})[f"“{outcome}”"] = None
        if other.id == row.id:
            break
    for id in asked | missed:
        reach = reach_of(result.record["scores"][id])
        number = reach_words(reach, thresholds(result.say, id), write)
        ways = (f"{words} for {series(names)}" for words, names in missed.get(id, {}).items())
        bounds = series(dict.fromkeys(asked.get(id, ())))
        yield ScoreTold(id, result.say.label(id), number, bounds, series(ways))


def _comparisons(rubric: Rubric, row: Row) -> Iterator[tuple[str, Range]]:
    """The comparisons of a score that a row is made of."""
    for part in walk(row.when) if row.when is not None else ():
        match part:
            case Atom(id=id, test=Range() as test) if id in rubric.scores:
                yield id, test


def _spelled(row: Row) -> frozenset[str]:
    """The criteria of which the words of a rule say the answer: it asks for that one alone."""
    parts = row.when.parts if isinstance(row.when, All) else (row.when,)
    asked = [part for part in parts if isinstance(part, Atom)] if isinstance(parts, tuple) else []
    tests = ((part.id, part.test) for part in asked)
    return frozenset(id for id, test in tests if isinstance(test, OneOf) and len(test.names) == 1)


def _answers(result: Result, ruling: Ruling, spelled: frozenset[str] = frozenset()) -> str:
    """The answers that the rule itself asks for, or else those that alone decide it.

    Where each time they are many, those of them that keep the candidate from the best outcome;
    never one that the words of the rule say already.
    """
    needed, asked = lines_of(result, ruling.answers), _asked_by_rule(result, ruling)
    is_best = ruling.id != result.leading.id or ruling.outcome == ruling.decision.outcomes[-1]
    ways = (
        [line for line in needed if asked is None or line[0]["criterion"] in asked],
        lines_of(result, ruling.sufficient),
        [line for line in needed if not is_best and line[0].get("speaks") in ADVERSE],
    )
    lines = next((lines for lines in ways if 0 < len(lines) <= FEW), ())
    return "; ".join(
        f"{result.say.label(part['criterion'])}: {said(result, part, own)}"
        for part, own in lines
        if part["criterion"] not in spelled
    )


def _asked_by_rule(result: Result, ruling: Ruling) -> frozenset[str] | None:
    """The criteria on which the rule that decides rests; nothing where it asks for nothing."""
    if ruling.row is None or ruling.row.when is None:
        return None
    return criteria_under(result.rubric, condition_uses(ruling.row.when))


def _stand_in(result: Result, ruling: Ruling) -> Iterator[Pair]:
    """What would come out with the rubric's stand-ins, where that is something else."""
    then = result.moved_by(result.record.get("stand_in")).get(ruling.id)
    if then is not None:
        words = f"with the rubric's stand-in: {then.words}; a stand-in settles nothing"
        yield Pair("", "", words)


def _open(result: Result) -> Pair:
    """How many answers can still decide, and which where they are few."""
    if result.open:
        number = counted(len(result.open), "answer")
        named = f": {hangs_on(result, OPEN)}" if len(result.open) <= OPEN else ""
        left = (result.say.subject(one.id) for one in result.rulings.values() if not one.outcome)
        what = series(left) if result.leading.outcome else "it"
        return Pair("Open", f"{number} can still decide {what}{named}", "", "open")
    unknown = sum(bool(result.open_parts(line.part)) for line in result.lines)
    if not unknown:
        return Pair("Open", "nothing is missing", "")
    are = "is" if unknown == 1 else "are"
    return Pair("Open", "nothing", f"{counted(unknown, 'answer')} {are} not known; none matters")


def hangs_on(result: Result, few: int = FEW) -> str:
    """The answers that can still decide: the first few by name."""
    names = [result.say.label(part["criterion"]) for part in result.open]
    return "; ".join(first_few(names, few))


def ask_next(result: Result) -> Iterator[Pair]:
    """The question that settles the most, whom it is put to, and what its answers would mean."""
    asked = result.record["ask_next"]
    if asked is None:
        return
    id = asked["criterion"]
    whom = WHOM.get(asked["asked_of"] or "", "")
    label = result.say.label(id)
    means = "; ".join(_meanings(result, id, asked["leaves"]))
    yield Pair("Ask next", f"{label} ({whom})" if whom else label, means)


def _meanings(
    result: Result, id: str, leaves: Mapping[str, Mapping[str, Sequence[str]]]
) -> Iterator[str]:
    """What each answer would leave of the leading decision, or of the only other that is open.

    Of several others nothing: nobody could tell of which of them an outcome is one.
    """
    left_open = [one for one in result.rulings.values() if one.outcome is None]
    leading = [one for one in left_open if one.id == result.leading.id] or left_open
    if len(leading) != 1:
        return
    (told,) = leading
    found: dict[str, list[str]] = {}
    for answer, left in leaves.items():
        names = left.get(told.id, ())
        if 0 < len(names) < len(told.part["possible"]):
            found.setdefault(_left(told.decision, names), []).append(answer)
    for means, answers in found.items():
        yield f"{_answered(result, id, answers)} {means}"


def _left(decision: Decision, names: Sequence[str]) -> str:
    words = series((f"“{outcome_words(decision, name)}”" for name in names), "or")
    return f"means {words}" if len(names) == 1 else f"leaves {words}"


def _answered(result: Result, id: str, answers: list[str]) -> str:
    """The answers in quotation marks; of a set `labor “yes”`."""
    if not all("=" in answer for answer in answers):
        if len(answers) <= PAIR and set(answers) <= set(result.rubric.criteria[id].answers.names):
            return series((f"“{result.say.answer(id, name)}”" for name in answers), "or")
        return f"“{result.say.values(id, answers)}”".replace('"', "")
    if result.rubric.criteria[id].kind.number is not None:
        made = [answer.partition("=") for answer in answers]
        words = series((f"“{result.say.label(of)}” {said}" for of, _, said in made), "or")
        return f"whatever makes {words}"
    pairs = [answer.removeprefix(f"{id}.").partition("=") for answer in answers]
    return series((f"{result.say.answer(id, name)} “{said}”" for name, _, said in pairs), "or")


def _supposed(result: Result) -> Iterator[Pair]:
    """What would come out if some answers were other than they are."""
    supposed = result.record.get("what_if")
    if supposed is None:
        return
    yield Pair("What if", states_text(result, supposed["given"]), "supposed, not the result")
    for id, then in result.rulings_of(supposed["decisions"]).items():
        now = result.rulings[id]
        same = then.part["possible"] == now.part["possible"]
        moved = "as it is now" if same else f"now {now.words}"
        yield Pair("", "", f"{then.title}: {then.words} ({moved})")


def _departs(result: Result) -> Iterator[Pair]:
    """What the chapter loosens and no longer promises, in a clause each."""
    part = result.record["rubric"]
    said = departures_in_brief(part["departures"])
    if part["waived"]:
        said["promises waived"] = [plain_name(waived["promise"]) for waived in part["waived"]]
    if said:
        words = " · ".join(
            f"{head.removeprefix('departs ')}: {'; '.join(what)}" for head, what in said.items()
        )
        yield Pair("Departs", words, "", "open")


def _watch(result: Result) -> Iterator[Pair]:
    """What a reader must know before believing the result."""
    found = list(remarks(result))
    if found:
        yield Pair("Watch", "", " · ".join(text.removesuffix(".") for text in found))
