"""What people write at first for an amount or for bands of one, and the form that is meant by it.

Each takes what stands in a file, a formula or a mapping, and gives what to write instead, with its
own words in it; nothing where nobody can tell.
"""

import re
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.models.loose_conditions import SIGNS, comparison
from endorse_cli.models.loose_words import (
    ID,
    LONGEST_FORM,
    NUMBER,
    SUBJECTS,
    WORDS,
    flow,
    number,
    number_in,
    spoken,
)
from endorse_cli.models.plain_values import Plain, number_words, read_number

ONE = Fraction(1)
_CALLED = rf"([A-Za-z ]+?)\s*\bof\b\s*({ID}(?:\s*(?:,|\band\b)\s*{ID})+)"

_GATHERED = {
    **dict.fromkeys(("average", "avg", "average of", "mean of"), "mean"),
    **dict.fromkeys(
        ("max", "maximum", "best", "largest", "greatest", "best of", "highest of"), "highest"
    ),
    **dict.fromkeys(
        ("min", "minimum", "worst", "smallest", "least", "worst of", "lowest of"), "lowest"
    ),
    **dict.fromkeys(
        ("add", "total", "plus", "sum of", "weighted sum", "weighted", "added", "together"), "sum"
    ),
}
_GIVES = ("points", "bonus", "then", "give", "add", "plus", "value", "score", "amount", "is")
_TAKES = ("minus", "deduct", "deduction", "penalty", "malus")
_WHEN, _ELSE = ("when", "if", "where"), ("else", "otherwise", "default")
_CAPS = {
    **dict.fromkeys(("cap", "capped at", "limit", "limit to", "max", "at most"), "lowest"),
    **dict.fromkeys(("floor", "min", "at least"), "highest"),
}
_FACTOR, _OF = ("weight", "factor", "times", "multiply"), ("of", "by", *SUBJECTS, "amount")


def amount(text: str) -> str:
    """`3 * quality + budget` as a sum; what is divided, taken off or a mean likewise."""
    if found := re.fullmatch(_CALLED, text.strip()):
        form = _form(found[1])
        parts = re.split(r"\s*(?:,|\band\b)\s*", found[2])
        return f"{{{form}: [{', '.join(parts)}]}}" if form else ""
    try:
        said = _Formula(text).read() if len(text) <= LONGEST_FORM else ""
    except _Unclear:
        return ""
    return said if said != text.strip() else ""


def _form(word: str) -> str:
    """The key of several amounts made into one; empty for other words."""
    word = spoken(word)
    return word if word in _GATHERED.values() else _GATHERED.get(word, "")


class _Unclear(Exception):
    """Raised where nobody can tell what a formula is in the forms of an amount."""


class _Product(NamedTuple):
    """So many times an amount, divided by another; each is empty where there is none."""

    factor: Fraction
    of: str = ""
    by: str = ""

    def times(self, other: "_Product") -> "_Product":
        """Both multiplied; two amounts never are."""
        if (self.of and other.of) or (self.by and other.by):
            raise _Unclear
        return _Product(self.factor * other.factor, self.of or other.of, self.by or other.by)

    def turned(self) -> "_Product":
        """One divided by it."""
        if not self.factor or self.by:
            raise _Unclear
        return _Product(1 / self.factor, "", self.of)

    def written(self) -> str:
        """As it is written here."""
        count = number_words(self.factor)
        said = f"{{times: [{count}, {self.of}]}}" if self.of else count
        if self.of and abs(self.factor) == 1:
            said = self.of if self.factor > 0 else f"{{minus: {self.of}}}"
        return f"{{share: {said}, out_of: {self.by}, if_none: 0}}" if self.by else said


class _Formula:
    """A formula with `+`, `-`, `*`, `/` and brackets, as amounts that are written here."""

    def __init__(self, text: str) -> None:
        for sign, plain in ("−-", "–-", "×*", "·*", "÷/"):
            text = text.replace(sign, plain)
        self.left = re.findall(rf"\d[\d,]*(?:\.\d+)?%?|{ID}|\S", text)[::-1]

    def read(self) -> str:
        """All of it."""
        said = self._sum()
        if self.left:
            raise _Unclear
        return said.written()

    def _next(self, *signs: str) -> str:
        return self.left.pop() if self.left and self.left[-1] in signs else ""

    def _sum(self) -> _Product:
        terms = [self._product()]
        while sign := self._next("+", "-"):
            term = self._product()
            terms.append(term._replace(factor=-term.factor) if sign == "-" else term)
        if len(terms) == 1:
            return terms[0]
        if any(term.by for term in terms):
            raise _Unclear
        return _Product(ONE, f"{{sum: [{', '.join(term.written() for term in terms)}]}}")

    def _product(self) -> _Product:
        found = self._factor()
        while self.left and self.left[-1] not in ("+", "-", ")", ","):
            sign = self._next("*", "/")
            if not sign and (found.of or not re.fullmatch(rf"{ID}|\(", self.left[-1])):
                raise _Unclear
            other = self._factor()
            found = found.times(other.turned() if sign == "/" else other)
        return found

    def _factor(self) -> _Product:
        word = self.left.pop() if self.left else ""
        if word == "(":
            inner = self._sum()
        elif word in ("x", "times") and self.left:
            return self._factor()
        elif re.fullmatch(ID, word):
            return self._called(word) if self._next("(") else _Product(ONE, word)
        elif (value := read_number(number(word) or number_in(word))) is not None:
            return _Product(value)
        else:
            raise _Unclear
        if not self._next(")"):
            raise _Unclear
        return inner

    def _called(self, word: str) -> _Product:
        form = _form(word)
        parts = [self._sum()]
        while self._next(","):
            parts.append(self._sum())
        if not form or not self._next(")") or any(part.by for part in parts):
            raise _Unclear
        said = ", ".join(part.written() for part in parts)
        return parts[0] if len(parts) == 1 else _Product(ONE, f"{{{form}: [{said}]}}")


def amount_of(value: dict[str, Plain]) -> str:
    """`{idea: 2}` as `{times: [2, idea]}`, `{average: […]}` as `{mean: […]}`; else nothing."""
    if not value:
        return ""
    ((key, part), *more) = value.items()
    if not more:
        return _gathered(spoken(key), part) or _weighted(key, part) or _given(key, part)
    if key == "points" and isinstance(part, str) and (told := _given(part, dict(more))):
        return told
    weighed = [_weighted(id, factor) for id, factor in value.items()]
    if all(weighed):
        return f"{{sum: [{', '.join(weighed)}]}}"
    named = {spoken(key): part for key, part in value.items()}
    held = [part for key, part in named.items() if key in _WHEN]
    given = [(key, part) for key, part in named.items() if key in (*_GIVES, *_TAKES)]
    if len(named) == 2 and held and given:
        ((key, gives),) = given
        if isinstance(gives, str) and read_number(gives) is not None:
            sign = "-" if key in _TAKES and not gives.startswith("-") else ""
            return flow({"amount": sign + gives, "when": held[0]})
        return flow({"amount": "2", "when": None})
    if len(named) == 3 and held and (chosen := _either(named, held[0])):
        return chosen
    bound = [(key, part) for key, part in named.items() if key in _CAPS]
    part = named.get("of", named.get("amount"))
    if len(named) == 2 and bound and part:
        return flow({_CAPS[bound[0][0]]: [bound[0][1], part]})
    factor = [part for key, part in named.items() if key in _FACTOR]
    of = [part for key, part in named.items() if key in _OF]
    if len(named) == 2 and factor and of and isinstance(factor[0], str):
        return flow({"times": [number(factor[0]) or factor[0], of[0]]})
    return ""


def _either(named: dict[str, Plain], held: Plain) -> str:
    """`{if: …, then: 3, else: 1}` as amounts with conditions; nothing for others."""
    yes = next((part for key, part in named.items() if key in _GIVES), None)
    no = next((part for key, part in named.items() if key in _ELSE), None)
    if yes is None or no is None:
        return ""
    first: Plain = {"amount": yes, "when": held}
    return flow(first if no == "0" else {"sum": [first, {"amount": no, "when": {"not": held}}]})


def _gathered(said: str, part: Plain) -> str:
    if form := _form(said):
        weighed = [_weighted(*one) for one in part.items()] if isinstance(part, dict) else []
        weighs = form == "sum" and weighed and all(weighed)
        return f"{{sum: [{', '.join(weighed)}]}}" if weighs else flow({form: part})
    first, second = part if isinstance(part, list) and len(part) == 2 else (None, None)
    if first is None or second is None:
        return ""
    if said in ("subtract", "difference", "less"):
        return flow({"sum": [first, {"minus": second}]})
    if said in ("divide", "ratio", "fraction", "quotient", "percentage"):
        return flow({"share": first, "out_of": second, "if_none": "0"})
    return flow({"times": part}) if said in ("multiply", "product") else ""


def _given(id: str, value: Plain) -> str:
    """What each answer gives, where a number stands for each."""
    if not isinstance(value, dict) or len(value) < 2:
        return ""
    numbers = [part for part in value.values() if isinstance(part, str) and read_number(part)]
    zeros = [part for part in value.values() if part == "0"]
    is_given = len(numbers) + len(zeros) == len(value) and value.keys().isdisjoint(_BESIDE)
    return flow({"points": id, "give": value}) if is_given else ""


_BESIDE = ("at_least", "at_most", "more_than", "less_than", "to", "if_none", "not_applicable")


def _weighted(key: str, value: Plain) -> str:
    if isinstance(value, dict) and len(value) == 1:
        ((form, value),) = value.items()
        if form not in ("times", "weight"):
            return ""
    if not isinstance(value, str) or read_number(value) is None:
        return ""
    return key if read_number(value) == 1 else f"{{times: [{value}, {key}]}}"


_OUTCOMES = ("outcome", "then", "result", "gives", "decision", "name")


def cuts(value: Plain, key: str = "is") -> str:
    """`{decline: 0-15, full: 24+}`, or a list of such, as the cuts of bands; or nothing.

    With another `key` it is what each gives, by its stretch: `{0-15: 1}`.
    """
    parts = value if isinstance(value, list) else [value]
    pairs = [pair for part in parts if isinstance(part, dict) for pair in part.items()]
    turned = [(part, said) for said, part in pairs] if key != "is" else pairs
    found = [(gives, _stretch(said)) for gives, said in turned if isinstance(said, str)]
    if not found or len(found) < len(pairs) or not all(test for _, test in found):
        return ""
    return f"[{', '.join(f'{{{key}: {gives}, {test[1:]}' for gives, test in found)}]"


def _stretch(said: str) -> str:
    """`16`, `24+` and `24 or more` as `{at_least: 24}`, others as they are compared."""
    said = said.strip()
    least = re.fullmatch(rf"({NUMBER})\s*(?:\+|or more|and more|and up|and over)?", said)
    return f"{{at_least: {number_in(least[1])}}}" if least else comparison(said)


def bounded(value: dict[str, Plain]) -> dict[str, Plain] | None:
    """The parts of a band whose bounds have other keys, by the keys of bounds; None for others."""
    found: dict[str, Plain] = {}
    for key, part in value.items():
        bound = SIGNS.get(key) or WORDS.get(spoken(key)) or ""
        plain = number(part) or part if isinstance(part, str) else ""
        if bound and read_number(plain) is not None:
            found[bound] = plain
        else:
            found["is" if spoken(key) in _OUTCOMES else key] = part
    return found if len(found) == len(value) and found.keys() != value.keys() else None
