"""The only place that reads the plain part of YAML: line by line, without the parser.

Nearly all files keep to it: keys of ASCII signs in indented lines, lists, texts with or without
quotes or folded, braces and brackets on one line. To be given the parser's events costs four
times what its own work does, so this part is read with one expression a line. Whatever is not
surely plain is left, whole, to `yaml_reader`, which reads all of YAML and says what is wrong.
"""

import re
from typing import NamedTuple, TypeVar

from endorse_cli.files import limits
from endorse_cli.files.yaml_values import (
    KEY,
    MARKED,
    NULLS,
    ODD_KEYS,
    VALUE,
    NotPlainError,
    not_plain,
    value_of,
)
from endorse_cli.models.plain import Plain

BLANK = r"(?: *+(?:#[^\n]*+)?\n)*+"

# The texts in VALUE refer to the first three groups: blanks, a dash, a key.
LINE = re.compile(
    rf"( *+)(- )?(?:({KEY}):(?=[ \n]) *+)?"
    rf"({VALUE})? *+(?:(?<= )#[^\n]*+)?\n{BLANK}|([\s\S]++)"
)
"""Indentation, dash, key and value of a line; or all that is left, where it is not plain."""

HEAD = re.compile(BLANK)

Block = TypeVar("Block", dict[str, Plain], list[Plain])

MARKER = re.compile(r"^---(?: *+| +#[^\n]*+)\n", re.MULTILINE)


class Extent(NamedTuple):
    """One document: its value, the character it begins at, the one it ends before."""

    value: Plain
    start: int
    end: int


def read_plain(text: str) -> list[Extent] | None:
    """Every document of a text without tags, anchors or cut texts; None if it is not plain."""
    # So short a text cannot hold too many values.
    if len(text) > limits.VALUES or "\t" in text or "\r" in text:
        return None
    try:
        return [
            Extent(_document(text[begin:end]), start, end) for start, begin, end in _parts(text)
        ]
    except NotPlainError:
        return None


def _parts(text: str) -> list[tuple[int, int, int]]:
    """Where each document and its first line begin, and where it ends."""
    if "---" not in text:
        return [(0, 0, len(text))]
    marks = [found.span() for found in MARKER.finditer(text)]
    if not marks or _first_line(text) < marks[0][0]:
        marks.insert(0, (0, 0))
    if len(marks) > limits.DOCUMENTS:
        not_plain()
    ends = [*(start for start, _ in marks[1:]), len(text)]
    return [(start, begin, end) for (start, begin), end in zip(marks, ends, strict=True)]


def _first_line(text: str) -> int:
    """Where the first line begins that is neither blank nor a comment."""
    found = HEAD.match(text)
    return found.end() if found else 0


def _document(text: str) -> Plain:
    """The mapping or list in the lines of one document."""
    if text[-1:] != "\n":
        # The text under a `|` or `>` would not end with the line end that is missing here.
        if "|" in text or ">" in text:
            not_plain()
        text += "\n"
    may_be_long = len(text) > limits.SCALAR
    blocks = Blocks()
    mapping: dict[str, Plain] = {}
    column = -1
    for indent, dash, key, value, rest in LINE.findall(text, _first_line(text)):
        if rest or (may_be_long and len(value) > limits.SCALAR):
            not_plain()
        here = len(indent)
        if dash:
            items = blocks.at(here, [])
            column = -1
            if not key:
                items.append(value_of(value, blocks.room))
                continue
            column, mapping = here + 2, blocks.begin(here + 2, {})
            items.append(mapping)
        elif here != column:
            column, mapping = here, blocks.at(here, {})
        if key in mapping or key in ODD_KEYS:
            not_plain()
        if not value:
            mapping[key] = None
            blocks.awaited = key
            column = -1
        elif value[0] in MARKED or value[-1] == " " or "\n" in value:
            mapping[key] = value_of(value, blocks.room)
        else:
            mapping[key] = None if value in NULLS else value
    return blocks.root()


class Blocks:
    """The mappings and lists that are open, outermost first, and the columns they stand in."""

    def __init__(self) -> None:
        self.awaited: str | None = ""
        """The key whose value may begin in the next line."""
        self._around: list[Plain] = []
        self._open: list[tuple[int, dict[str, Plain] | list[Plain]]] = [(-1, self._around)]

    @property
    def room(self) -> int:
        """How many more may be opened inside one another."""
        return limits.DEPTH + 1 - len(self._open)

    def root(self) -> Plain:
        """The outermost of them."""
        if not self._around:
            not_plain()
        return self._around[0]

    def at(self, column: int, new: Block) -> Block:
        """What goes on in a column, of the same kind as `new`; or `new`, if one may begin here."""
        outer, block = self._open[-1]
        if self.awaited is not None:
            # A list may stand in the column of its key, which is that of a mapping.
            if column > outer or (column == outer and type(block) is not type(new)):
                if isinstance(block, dict):
                    block[self.awaited] = new
                else:
                    block.append(new)
                return self.begin(column, new)
            self.awaited = None
        while column < outer or (column == outer and type(block) is not type(new)):
            self._open.pop()
            outer, block = self._open[-1]
        if column != outer or not isinstance(block, type(new)):
            not_plain()
        return block

    def begin(self, column: int, new: Block) -> Block:
        """Open one more."""
        if len(self._open) > limits.DEPTH:
            not_plain()
        self.awaited = None
        self._open.append((column, new))
        return new
