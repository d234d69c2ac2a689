"""The only place for how names, citations, layers, days and numbers are printed.

What is said of many together holds only of those who could be read: so does every count.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from endorse_cli.diagnostics import counted
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.decisions import Decision
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.plain_values import read_day
from endorse_cli.models.record import Audience, LeftOutPart
from endorse_cli.models.rubric import FindingRule, Score


def plain_name(name: str) -> str:
    """A name as words: `long_shot` is printed as "long shot"."""
    return name.replace("_", " ")


def titled(titles: Mapping[str, str], name: str) -> str:
    """The printed words of a name: its title, or the name itself as words."""
    return titles.get(name) or plain_name(name)


def names_in_order(asked: Criterion) -> list[str]:
    """Every answer by name; of yes and no the one first whose meaning the rubric writes first.

    "It does not" means something only behind the other.
    """
    names = list(asked.answers.names)
    if asked.kind.form != "yes_no" or not {"yes", "no"} <= asked.anchors.keys():
        return names
    first = [name for name in asked.anchors if name in ("yes", "no")]
    return [*first, *(name for name in names if name not in first)]


def outcome_words(decision: Decision, outcome: str) -> str:
    """The printed words of an outcome."""
    return titled(decision.titles, outcome)


def title_of(entry: Decision | FindingRule | Score) -> str:
    """The title of a decision, finding or score; its id as words where it has none."""
    return entry.title or plain_name(entry.id)


def headed(words: str) -> str:
    """Words as they head a row: the first letter is a capital."""
    return words[:1].upper() + words[1:]


def finding_says(finding: FindingRule, truth: Literal["yes", "no", "open"]) -> str | None:
    """The rubric's clause for the way in which a finding turns out; None where it has none."""
    says: str | None = getattr(finding.says, truth, None)
    return says


def day_words(day: date) -> str:
    """A day as people write it in a letter: `June 8, 2026`."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def with_days(text: str) -> str:
    """A text in which every day of the calendar is written as people write it."""
    return _DAY.sub(lambda found: _written(found[0]), text)


def _written(text: str) -> str:
    day = read_day(text)
    return day_words(day) if day else text


FAMILIAR = 4
"""Up to quarters a fraction is read at a glance, `7/4`,"""

SMALL = 100
"""and below so much: 949.5 instead of 1,899/2;"""

LARGE = 100
"""with a larger denominator it tells nobody anything: 19.99 instead of 49,960/2,499."""


def in_cell(value: Fraction, beside: Collection[Fraction] = ()) -> str:
    """A number where there is little room: at most two decimals, `0.67`, thousands with commas.

    The fraction alone where what is rounded would be one of the numbers that it is held against.
    """
    rounded = Fraction(round(value * 100), 100)
    if rounded != value and (rounded in beside or not rounded):
        return _signed(value, _ratio(abs(value)))
    whole, part = divmod(abs(rounded.numerator) * (100 // rounded.denominator), 100)
    digits = f"{part:02d}".rstrip("0")
    return _signed(value, f"{whole:,}.{digits}" if digits else f"{whole:,}")


def in_text(value: Fraction, beside: Collection[Fraction] = ()) -> str:
    """A number in a sentence: as it is up to quarters, `7/4`, else also rounded: `5/12 (0.42)`."""
    exact = _signed(value, _ratio(abs(value)))
    if value.denominator <= FAMILIAR and abs(value) < SMALL:
        return exact
    rounded = in_cell(value, beside)
    if (value * 100).denominator == 1 or value.denominator > LARGE:
        return rounded
    return exact if rounded == exact else f"{exact} ({rounded})"


def _ratio(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{value.numerator:,}/{value.denominator:,}"


def _signed(value: Fraction, text: str) -> str:
    return f"−{text}" if value < 0 else text


def with_minus(number: str) -> str:
    """A number with the sign that people read: `−1`, for `-1` as a file has it."""
    return f"−{number.removeprefix('-')}" if number.startswith("-") else number


def series(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; with semicolons where one of many has a comma of its own."""
    names = list(words)
    if len(names) < 2:
        return "".join(names)
    has_own = any(", " in _IN_BRACKETS.sub("", name) for name in names)
    apart = "; " if len(names) > 2 and has_own else ", "
    return f"{apart.join(names[:-1])} {last} {names[-1]}"


_IN_BRACKETS = re.compile(r"\([^)]*\)")


def runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of whole numbers that follow each other, in order."""
    starts = [i for i, number in enumerate(numbers) if not i or number != numbers[i - 1] + 1]
    ends = [*(i - 1 for i in starts[1:]), len(numbers) - 1]
    return ((numbers[start], numbers[end]) for start, end in zip(starts, ends, strict=False))


def first_few(words: Sequence[str], most: int) -> list[str]:
    """The first so many, and where there are others how many: `a`, `b`, `3 more`."""
    more = len(words) - most
    return [*words[:most], f"{more:,} more"] if more > 0 else list(words)


def citation(locators: Iterable[str]) -> str:
    """Where it says so: `¶7.3, ¶16.2`; a range as `¶5–¶7`."""
    return ", ".join(
        "–".join(f"¶{part.removeprefix('p')}" for part in locator.split("-"))
        for locator in locators
    )


def noted(grounds: Grounds) -> str:
    """The note that goes with a citation, passages in it cited as everywhere: `¶16.2`."""
    return _PASSAGE.sub(r"¶\1", grounds.note or "")


_PASSAGE = re.compile(r"\bp(\d+(?:\.\d+)?)\b")
"""A passage as a rubric's file names it."""


ARTICLES = (
    *("the ", "a ", "an ", "our ", "its ", "your ", "their ", "this ", "every ", "each "),
    *("der ", "die ", "das ", "le ", "la ", "les ", "l'", "l’", "el ", "los ", "las ", "il ", "o "),
)
"""What a name begins with that needs no article, in the languages of neighbors too."""


def with_article(body: str) -> str:
    """What a body is called inside a sentence: `the electoral committee`; a name stays."""
    if not body or not body[0].islower() or body.startswith(ARTICLES) or body[0].isdigit():
        return body
    if re.match(r"\w+ (members|delegates|people) ", body):
        return body
    return f"the {body}"


BODIES = "chapter|branch|local|committee|club|union|cooperative|co-op|society|association"
"""What a chapter may call itself; of one that does not the name alone is given."""


def chapter_words(chapter: str) -> str:
    """What a chapter is called: `the Riverbend chapter`; as it is where it says so itself."""
    if not chapter or re.search(rf"\b({BODIES})\b", chapter, re.I):
        return chapter
    return f"{chapter} chapter"


def layer(grounds: Grounds) -> str:
    """What a line rests on: stated, inferred, or the chapter with who adopted it and when."""
    if grounds.adopted is None:
        return grounds.basis
    return (
        f"{grounds.basis}, adopted by {with_article(grounds.adopted.by)} on {grounds.adopted.date}"
    )


def cited(grounds: Grounds) -> str:
    """The citation and the layer: `¶7.3, ¶16.2 · stated`."""
    return rests_on(grounds.locators, layer(grounds))


def rests_on(locators: Iterable[str], layer: str | None) -> str:
    """The same from its parts: `¶7.3 · stated`; the layer alone where nothing is cited."""
    return " · ".join(filter(None, (citation(locators), layer)))


NO_RACE = "In no race: neither a seat nor an office is given"


def slate_words(candidates: int, races: int, apart: int) -> str:
    """How many candidates, in how many races, and how many of them are in none.

    Not why, where there are none and nobody is said to be in none: nobody is elected.
    """
    words = counted(candidates, "candidate")
    if not races and not apart:
        return f"{words}, none in a race" if candidates else words
    if not apart:
        return f"{words} in {counted(races, 'race')}"
    if not races:
        return f"{words} in no race, since neither a seat nor an office is given"
    among = f"{words} in {counted(races, 'race')}"
    return f"{among}, {apart} of them in none, having neither a seat nor an office"


def left_out_files(sources: Collection[str]) -> str:
    """How many could not be read or judged and which; nothing where all could be."""
    words = f"{len(sources)} could not be read or judged: {files_words(sources)}."
    return words if sources else ""


def unread_words(sources: Collection[str], read: int) -> str:
    """The same, and that nothing is said of them."""
    words = left_out_files(sources)
    if not words:
        return ""
    if not read:
        return f"{words} That is all there is, so nothing is known of any candidate."
    return f"{words} What is said here is said only of {read_words(read)}."


def read_words(read: int) -> str:
    """Those who could be read, where others could not: `the 8 candidates that could be read`."""
    return f"the {counted(read, 'candidate')} that could be read"


def files_words(sources: Collection[str]) -> str:
    """File names, each once: of a name with several candidates, or several files, how many."""
    times = Counter(sources)
    return series(f"{name} ({number})" if number > 1 else name for name, number in times.items())


TITLES: dict[Audience, str] = {"members": "for members", "public": "for the public"}

MARKED = "Where contact data stood, […] stands."


def edition_title(audience: Audience) -> str:
    """For whom an edition is: `for members`, `for the public`."""
    return TITLES[audience]


def left_out_words(left_out: LeftOutPart, unread: Collection[str] = ()) -> str:
    """What an edition leaves out, counted, and that it moves nothing.

    Of what is `unread` nobody knows what would have been left out.
    """
    found = list(_left_out_parts(left_out))
    if not found:
        return "Of what could be read nothing was left out." if unread else "Nothing was left out."
    mark = f" {MARKED}" if left_out["contacts"] else ""
    head = "Left out of what could be read" if unread else "Left out"
    return f"{head}: {series(found)}.{mark} No result depends on that."


def _left_out_parts(left_out: LeftOutPart) -> Iterator[str]:
    if notes := left_out["notes"]:
        yield counted(notes, "note for members", "notes for members")
    if contacts := left_out["contacts"]:
        yield f"contact data in {counted(contacts, 'place')}"


NOT_A_PROBABILITY = (
    "An answer profile is one answer to everything that is not merely recorded. A share of "
    "profiles is not a probability: real candidates are not spread evenly over them."
)


def grouped(number: int) -> str:
    """A whole number with its digits in threes: `1,234,567`."""
    return f"{number:,}"


def share(number: int, total: int) -> str:
    """What part of a total a number is: `0.5%`, rounded; `under 0.1%` where it is less."""
    thousandths = (number * 1000 + total // 2) // total if total else 0
    if number and not thousandths:
        return "under 0.1%"
    if number < total and thousandths == 1000:
        return "over 99.9%"
    return f"{thousandths // 10}.{thousandths % 10}%"
