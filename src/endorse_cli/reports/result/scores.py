"""Findings and scores, and what a score is made of, part by part.

Whoever reads a total can add it up: `meetings 2 × 3 = 6`.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.assessment import Truth
from endorse_cli.engine.explanation import Explanation
from endorse_cli.engine.known_answers import parts_of
from endorse_cli.engine.score_ends import UNKNOWN, Reach, reach_of
from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Conditional,
    Counted,
    Gathered,
    Minus,
    Named,
    Number,
    Points,
    Round,
    Share,
    Times,
    Worth,
)
from endorse_cli.models.conditions import Atom, Condition
from endorse_cli.models.decision_rows import Row
from endorse_cli.models.record import ScorePart
from endorse_cli.reports.page import Page
from endorse_cli.reports.result.table import reach_words
from endorse_cli.rubric.part_tree import walk
from endorse_cli.rubric.regions import number_of
from endorse_cli.views.amount_words import (
    AmountWords,
)
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import (
    cited,
    in_text,
    outcome_words,
    plain_name,
    series,
    title_of,
)
from endorse_cli.views.result import Result

HANDFUL = 8
"""So many plain parts are read in one sentence; more of them stand one below the other."""

STANDS: dict[Truth, str] = {"yes": "holds", "no": "does not hold", "open": "open"}

NOT_KNOWN = "not known"


class ScoreLine(NamedTuple):
    """A text and how far in it stands; `key` says what it is, where its place does not."""

    depth: int
    key: str
    text: str


class AmountPart(NamedTuple):
    """An amount in words, without its number, and the parts that are still to be spelled out."""

    words: str
    below: tuple[Amount, ...]


def is_mean(amount: Amount) -> bool:
    """Whether an amount is a mean, whatever is done to it afterwards."""
    match amount:
        case Gathered(how=how):
            return how == "mean"
        case Clamp(part=part) | Round(part=part):
            return is_mean(part)
    return False


def score_lines(known: Explanation, score: str, now: str) -> Iterator[ScoreLine]:
    """What a score is made of, outermost first; its own number, as it is shown, is `now`."""
    yield from _made_of(known, known.rubric.scores[score].value, 0, now)


def _made_of(known: Explanation, amount: Amount, depth: int, now: str) -> Iterator[ScoreLine]:
    """What an amount is made of, where its own number is before the reader already."""
    match amount:
        case Gathered(how=how):
            parts = parts_of(known.rubric, amount)
            if _glanced(known, parts):
                words = series(_text(known, part) for part in parts) or "nothing so far, which is 0"
                yield ScoreLine(depth, f"{how} of", words)
            else:
                yield ScoreLine(depth, "", f"{how.capitalize()} of these:")
                for part in parts:
                    yield from _item(known, part, depth + 1)
        case Clamp(part=part):
            before = value_text(known, part)
            yield ScoreLine(depth, AmountWords(known.rubric).kept(amount), _moved(before, now))
            yield from _made_of(known, part, depth, before)
        case Round(part=part):
            before = value_text(known, part)
            yield ScoreLine(depth, AmountWords(known.rubric).rounded(amount), _moved(before, now))
            yield from _made_of(known, part, depth, before)
        case Share(part=part, out_of=whole):
            none = AmountWords(known.rubric).nothing(amount)
            halves = f"{value_text(known, part)} out of {value_text(known, whole)}; {none}"
            yield ScoreLine(depth, "share", halves)
            yield from _side(known, part, "the share", depth)
            yield from _side(known, whole, "out of", depth)
        case _:
            yield from _item(known, amount, depth)


def _moved(before: str, after: str) -> str:
    """A number before and after something was done to it."""
    if before == NOT_KNOWN:
        return f"{after} by now"
    return f"{before} stays" if before == after else f"{before} becomes {after}"


def _side(known: Explanation, amount: Amount, key: str, depth: int) -> Iterator[ScoreLine]:
    first, *others = _made_of(known, amount, 0, value_text(known, amount))
    text = f"{first.key} {first.text}".strip()
    yield ScoreLine(depth, key, text[:1].lower() + text[1:])
    for line in others:
        yield line._replace(depth=depth + line.depth)


def _item(known: Explanation, amount: Amount, depth: int) -> Iterator[ScoreLine]:
    """A part with its number, and below it what that is made of, where it is not said yet."""
    yield ScoreLine(depth, "", _text(known, amount))
    for part in _part(known, _core(known, amount)[1]).below:
        yield from _item(known, part, depth + 1)


def _text(known: Explanation, amount: Amount) -> str:
    """A part with its number: `books 2`, `meetings 2 × 3 = 6`, `the lowest of a 1 and b 2: 1`."""
    factor, core = _core(known, amount)
    value = value_text(known, amount)
    if isinstance(core, Number):
        return value
    words = _part(known, core).words
    if value == NOT_KNOWN:
        return f"{words}, {value}" if factor == 1 else f"{words} × {in_text(factor)}, {value}"
    gap = " " if _is_leaf(core) else ": "
    if factor in (1, -1):
        return f"{words}{gap}{value}"
    inner = value_text(known, core)
    inner = f"({inner})" if " " in inner else inner
    return f"{words}{gap}{inner} × {in_text(factor)} = {value}"


def value_text(known: Explanation, amount: Amount) -> str:
    """The number of an amount as far as it is known."""
    if isinstance(amount, Conditional) and isinstance(amount.part, Number):
        return series(map(in_text, known.values(amount)), "or") or NOT_KNOWN
    found = known.reach(amount)
    return NOT_KNOWN if None in found else reach_words(found, write=in_text)


def _core(known: Explanation, amount: Amount) -> tuple[Fraction, Amount]:
    """By what an amount is multiplied, signs among it, and what is left."""
    factor = Fraction(1)
    while isinstance(amount, Minus | Times):
        by = number_of(known.rubric, amount.factor) if isinstance(amount, Times) else Fraction(-1)
        factor, amount = factor * by, amount.part
    return factor, amount


def _is_leaf(amount: Amount) -> bool:
    return isinstance(amount, Named | Points | BandPoints | Worth | Number)


def _glanced(known: Explanation, parts: Sequence[Amount]) -> bool:
    """Whether some parts are plain enough, and few enough, to be read in one sentence."""
    return len(parts) <= HANDFUL and all(_is_leaf(_core(known, part)[1]) for part in parts)


def _part(known: Explanation, amount: Amount) -> AmountPart:
    rubric, say = known.rubric, AmountWords(known.rubric)
    match amount:
        case Named(id=id) if id in rubric.scores:
            return AmountPart(title_of(rubric.scores[id]), ())
        case Named(id=id) | Points(id=id) | BandPoints(id=id) | Worth(id=id):
            return AmountPart(say.label(id), ())
        case Gathered(how=how):
            parts = parts_of(rubric, amount)
            if not _glanced(known, parts):
                return AmountPart(f"the {how} of these", parts)
            return AmountPart(f"the {how} of {series(_text(known, part) for part in parts)}", ())
        case Counted():
            return AmountPart(say.amount(amount), ())
        case Conditional(part=part, when=when, unless=unless):
            held = STANDS[known.guarded(when, unless)]
            inner = _inside(known, part)
            holds = say.bare.guarded(when, unless)
            return inner._replace(words=f"{inner.words} if {holds} ({held})")
        case Clamp(part=part):
            inner = _inside(known, part)
            return inner._replace(words=f"{inner.words}, {say.kept(amount)}")
    return AmountPart(say.amount(amount), ())


def _inside(known: Explanation, amount: Amount) -> AmountPart:
    """An amount with its number, to which something is done."""
    below = _part(known, _core(known, amount)[1]).below
    return AmountPart(_text(known, amount), below)


PART = "- "

SHARED = (
    "Parts of it depend on the same open answers: added up, their ends can lie further apart than "
    "those of the whole."
)

NARROWED = "What the file states of a decision leaves less possible than its parts added up."


def put_findings(page: Page, result: Result) -> None:
    """Every finding: yes, no or open."""
    if not result.record["findings"]:
        return
    page.section("Findings")
    for id, held in result.record["findings"].items():
        rule = result.rubric.findings[id]
        words = f"{title_of(rule)}: {held}"
        page.ends(words, f"{id} · {cited(rule.grounds)}", keys=("finding", "from"), indent=2)


def put_scores(page: Page, result: Result) -> None:
    """Every score, exactly, on its scale; what it is made of, and what it is compared with."""
    if not result.record["scores"]:
        return
    page.section("Scores")
    page.put("A number only orders what assessors recorded.", "quiet", indent=2)
    nothing = result.explanation.alone(())
    for id, score in result.record["scores"].items():
        rule = result.rubric.scores[id]
        mean = ", a mean" if is_mean(rule.value) else ""
        left = (
            f"{title_of(rule)}: {score_text(score)}{mean}{_scale_text(nothing.reach(rule.value))}"
        )
        page.ends(left, f"{id} · {cited(rule.grounds)}", keys=("score", "from"), indent=2)
        _put_parts(page, result, id, score_text(score))
        page.fact("compared with", "; ".join(_bars(result.say, id)), indent=4)


def _scale_text(scale: Reach) -> str:
    low, high = scale
    return (
        ""
        if low is None or high is None
        else f", on a scale from {in_text(low)} to {in_text(high)}"
    )


def _put_parts(page: Page, result: Result, id: str, now: str) -> None:
    """What a score is made of, and whether its parts can be added up."""
    known = result.explanation
    for line in score_lines(known, id, now):
        indent = 4 + 2 * line.depth
        if line.key:
            page.fact(line.key, line.text, indent=indent)
        elif line.text.endswith(":"):
            page.put(line.text, indent=indent)
        else:
            page.bare("part", line.text, lead=PART if line.depth else "", indent=indent)
    page.put(_remark(known, id), "quiet", indent=4)


def _remark(known: Explanation, id: str) -> str:
    """Why the ends of a score are not those of its parts added up, where they may not be."""
    value, answers = known.rubric.scores[id].value, known.answers
    unstated = known.alone(answers.possible) if answers.stated else known
    if not unstated.is_apart(value):
        return SHARED
    is_same = unstated.reach(value) in (UNKNOWN, known.reach(value))
    return "" if is_same or known.is_apart(value) else NARROWED


def _bars(say: Words, score: str) -> Iterator[str]:
    """What a score is compared with, and by what: a row with its outcome, or a finding."""
    for decision in say.rubric.decisions.values():
        for row in decision.rows:
            by = f'"{outcome_words(decision, row.outcome)}"'
            named = f"rule “{plain_name(row.id)}”, {by}" if decision.body is None else by
            yield from (f"{words} for {named}" for words in _compared(say, row, score))
    for rule in say.rubric.findings.values():
        for part in walk(rule.when):
            if isinstance(part, Atom) and part.id == score:
                words = say.test(score, part.test, formal=True)
                yield f"{words} for {say.finding(rule.id)}"


def _compared(say: Words, row: Row, score: str) -> Iterator[str]:
    for part in row_parts(row):
        if isinstance(part, Atom) and part.id == score:
            yield say.test(score, part.test, formal=True)


def row_parts(row: Row) -> Iterator[Condition]:
    """Everything that a row asks, its exceptions too, from the outside in."""
    for condition in (row.when, *(exception.when for exception in row.unless)):
        if condition is not None:
            yield from walk(condition)


def score_text(score: ScorePart) -> str:
    """A score, exactly, or as a range, which may have no end."""
    return reach_words(reach_of(score), write=in_text)
