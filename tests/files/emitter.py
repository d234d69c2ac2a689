"""Writes random values as YAML or JSON and remembers where each value and key begins."""

import json
import re
from dataclasses import dataclass, field

from hypothesis import strategies as st

from endorse_cli.diagnostics import Trail
from endorse_cli.models.plain_values import Plain

PLAIN_WORD = re.compile(r"[^\W\d_][\w ]*\w")
"""What YAML takes for text without quotes, whatever stands around it."""

UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

letters = st.characters(codec="utf-8")
words = st.from_regex(PLAIN_WORD, fullmatch=True).filter(lambda word: word not in ("null", "~"))
texts = st.one_of(words, st.text(letters, max_size=12))
keys = texts.filter(lambda text: "\0" not in text)
values = st.recursive(
    st.one_of(st.none(), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)
"""Plain values, as reading gives them but for keys that are not in normal form."""


@dataclass
class Emitter:
    """A text as it grows, and the offset of each value and of each key by its trail."""

    data: st.DataObject
    text: str = ""
    values: dict[Trail, int] = field(default_factory=dict)
    keys: dict[Trail, int] = field(default_factory=dict)

    def choose(self, *choices: str) -> str:
        """One of the choices, drawn by the property that is being tried."""
        return self.data.draw(st.sampled_from(choices))

    def json(self, value: Plain, trail: Trail = ()) -> None:
        """Write a value as JSON with any blanks, quoted throughout."""
        self.text += self.choose("", " ", "\n\t")
        self.values[trail] = len(self.text)
        if isinstance(value, dict):
            self.text += "{"
            for count, (key, inner) in enumerate(value.items()):
                self.text += self.choose(",", " ,\r\n") if count else ""
                self.text += self.choose("", " ")
                self.keys[*trail, key] = len(self.text)
                self.text += self._quoted(key) + self.choose(":", " : ")
                self.json(inner, (*trail, key))
            self.text += self.choose("}", "\n}")
        elif isinstance(value, list):
            self.text += "["
            for count, inner in enumerate(value):
                self.text += self.choose(",", " ,\n") if count else ""
                self.json(inner, (*trail, count))
            self.text += "]"
        else:
            self.text += "null" if value is None else self._quoted(value)

    def _quoted(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=bool(self.choose("", "yes")))

    def yaml(self, value: Plain, trail: Trail = (), indent: int = 0) -> None:
        """Write a value as block YAML, at the start of a line that is indented already."""
        if isinstance(value, dict) and value:
            for count, (key, inner) in enumerate(value.items()):
                self._line(indent if count else 0)
                self.values.setdefault(trail, len(self.text))
                self.keys[*trail, key] = len(self.text)
                self._scalar(key)
                self.text += ":"
                self._below(inner, (*trail, key), indent)
        elif isinstance(value, list) and value:
            for count, inner in enumerate(value):
                self._line(indent if count else 0)
                self.values.setdefault(trail, len(self.text))
                self.text += "-"
                self._below(inner, (*trail, count), indent)
        else:
            self._leaf(value, trail)

    def _below(self, value: Plain, trail: Trail, indent: int) -> None:
        if value and isinstance(value, dict | list):
            self.text += self.choose("\n", "  # why: not\n", " # é\r\n", "\n\n") + " " * (
                indent + 2
            )
            self.yaml(value, trail, indent + 2)
        elif value is None and self.choose("", "yes"):
            self.values[trail] = len(self.text)
            self.text += "\n"
        else:
            self.text += self.choose(" ", "   ", "\t" if isinstance(trail[-1], str) else " ")
            self._leaf(value, trail)
            self.text += self.choose("\n", "\r\n", " # a: b\n")

    def _line(self, indent: int) -> None:
        self.text += self.choose("", "# comment\n") * bool(indent) + " " * indent

    def _leaf(self, value: Plain, trail: Trail) -> None:
        self.values[trail] = len(self.text)
        if value is None:
            self.text += self.choose("~", "null")
        elif isinstance(value, str):
            self._scalar(value)
        else:
            self.text += "{}" if isinstance(value, dict) else "[]"

    def _scalar(self, text: str) -> None:
        if PLAIN_WORD.fullmatch(text) and text != "null" and self.choose("", "plain"):
            self.text += text
            return
        quoted = json.dumps(text, ensure_ascii=False)
        self.text += UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
