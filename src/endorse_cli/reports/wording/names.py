"""The only place for how ids, names, citations and layers are printed."""

from collections.abc import Iterable, Mapping

from endorse_cli.models.decisions import Decision
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.numbers import read_number
from endorse_cli.models.rubric import FindingRule, Rubric, Score
from endorse_cli.models.scalars import NOT_APPLICABLE


def plain_name(name: str) -> str:
    """A name as words: `long_shot` is printed as "long shot"."""
    return name.replace("_", " ")


def titled(titles: Mapping[str, str], name: str) -> str:
    """The printed words of a name: its title, or the name itself as words."""
    return titles.get(name) or plain_name(name)


def answer_words(rubric: Rubric, criterion: str, name: str) -> str:
    """The printed words of an answer or of a member of a set; a number comes with its unit."""
    asked = rubric.criteria[criterion]
    if name in asked.titles:
        return asked.titles[name]
    if name == NOT_APPLICABLE:
        return "does not apply"
    if asked.kind.number is not None and read_number(name) is not None:
        return f"{name} {asked.kind.number.unit}"
    return plain_name(name)


def outcome_words(decision: Decision, outcome: str) -> str:
    """The printed words of an outcome."""
    return titled(decision.titles, outcome)


def title_of(entry: Decision | FindingRule | Score) -> str:
    """The title of a decision, finding or score; its id as words where it has none."""
    return entry.title or plain_name(entry.id)


def series(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    names = list(words)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 answer`, `3 answers`."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def citation(locators: Iterable[str]) -> str:
    """Where it says so: `¶7.3, ¶16.2`; a range as `¶5–¶7`."""
    return ", ".join(
        "–".join(f"¶{part.removeprefix('p')}" for part in locator.split("-"))
        for locator in locators
    )


def layer(grounds: Grounds) -> str:
    """What a line rests on: stated, inferred, or the chapter with who adopted it and when."""
    if grounds.adopted is None:
        return grounds.basis
    return f"{grounds.basis}, adopted by {grounds.adopted.by} on {grounds.adopted.date}"


def cited(grounds: Grounds) -> str:
    """The citation and the layer: `¶7.3, ¶16.2 · stated`."""
    return " · ".join(filter(None, (citation(grounds.locators), layer(grounds))))
