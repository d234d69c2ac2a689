"""Finds the examples on the pages of the check codes, and lays them over the small rubric."""

import re
from pathlib import Path
from typing import NamedTuple

from endorse_cli.files.catalog import codes_with_pages, page

CHECKS = Path(__file__).parents[2] / "docs" / "checks"
BASE = (CHECKS / "base.yaml").read_text(encoding="utf-8")

FENCE = re.compile(r"^```yaml( candidate)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADINGS = ("Reported:", "Not reported:")
SECTION = re.compile(r"(\w+):")
ENTRY = re.compile(r"  (\w+):")


class Example(NamedTuple):
    """One fenced block of a page: a candidate's file, or entries for the small rubric."""

    code: str
    faulty: bool
    candidate: bool
    text: str
    number: int

    @property
    def name(self) -> str:
        """What pytest calls it."""
        return f"{self.code}-{'fault' if self.faulty else 'sound'}-{self.number}"


def examples() -> list[Example]:
    """Every example of every page."""
    return [example for code in codes_with_pages() for example in _on_page(code)]


def _on_page(code: str) -> list[Example]:
    text = page(code) or ""
    found = []
    for number, fence in enumerate(FENCE.finditer(text), 1):
        before = text[: fence.start()]
        fault, sound = (before.rfind(f"\n{heading}\n") for heading in HEADINGS)
        found.append(Example(code, fault > sound, fence[1] is not None, fence[2], number))
    return found


def whole_text(example: Example) -> str:
    """The file that an example stands for: itself, or the small rubric with its entries."""
    return example.text if example.candidate else merged(BASE, example.text)


def merged(base: str, fragment: str) -> str:
    """A rubric's text with the entries of another laid over it.

    An entry of a section replaces the one with its id, or is added after the last; a key at the
    top that is no section is replaced. Comments inside entries stay where they are.
    """
    sections = _sections(base)
    for section, entries in _sections(fragment).items():
        sections[section] = {**sections.get(section, {}), **entries}
    return "".join(line for entries in sections.values() for line in entries.values())


def _sections(text: str) -> dict[str, dict[str, str]]:
    """The lines of each entry of each section; the section's own line stands under no name."""
    sections: dict[str, dict[str, str]] = {}
    section = entry = ""
    for line in text.splitlines(keepends=True):
        if line.startswith("#"):
            continue
        if top := SECTION.match(line):
            section, entry = top[1], ""
        elif inside := ENTRY.match(line):
            entry = inside[1]
        lines = sections.setdefault(section, {})
        lines[entry] = lines.get(entry, "") + line
    return sections


def marked_lines(text: str, code: str) -> list[int]:
    """The lines, counted from 1, that end with the mark of a code."""
    mark = f"  # <- {code}"
    return [number for number, line in enumerate(text.splitlines(), 1) if line.endswith(mark)]
