"""The only place that reads a rubric's sections from plain values into their models."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from endorse_cli.diagnostics import Diagnostic, Trail, quoted
from endorse_cli.models import grounds as grounds_of
from endorse_cli.models.amounts import BrokenAmount, read_amount
from endorse_cli.models.conditions import Broken, read_condition, read_exceptions
from endorse_cli.models.dates import read_date
from endorse_cli.models.decisions import read_decision, read_id
from endorse_cli.models.grounds import Grounds, read_grounds, read_locators
from endorse_cli.models.kinds import (
    BROKEN,
    NOT_APPLICABLE,
    Scale,
    read_kind,
    read_name_texts,
    read_scale,
)
from endorse_cli.models.plain import Plain
from endorse_cli.models.promises import read_promise
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import (
    Criterion,
    EvidenceRule,
    Family,
    FindingRule,
    Guidance,
    Reading,
    Rubric,
    Score,
    Setting,
    SlateRule,
    SourceText,
)
from endorse_cli.models.spans import read_in_force, read_span
from endorse_cli.models.words import CURES, PANELS, WHOM

T = TypeVar("T")

REQUIRED = ("format", "rubric", "version", "title", "document", "groups", "criteria", "decisions")
OPTIONAL = (
    "effective",
    "scales",
    "families",
    "settings",
    "scores",
    "findings",
    "promises",
    "readings",
    "passages",
    "slate",
)
RUBRIC_ID = re.compile(r"[a-z][a-z0-9-]*")
SECTIONS = (
    "groups",
    "criteria",
    "decisions",
    *(key for key in OPTIONAL if key not in ("slate", "effective")),
)
SHARED_NAMESPACE = ("criteria", "families", "settings", "scores", "findings", "decisions")
GROUNDS = grounds_of.KEYS


def read_rubric(value: Plain) -> tuple[Rubric, tuple[Diagnostic, ...]]:
    """A rubric as far as it could be read, and everything that is wrong with its shape."""
    return _Sections(Reader()).rubric(value)


class _Sections:
    """One pass over the sections, in the order in which later ones need earlier ones."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.scales: dict[str, Scale] = {}

    def rubric(self, value: Plain) -> tuple[Rubric, tuple[Diagnostic, ...]]:
        reader = self.reader
        found = reader.keys(value, "The rubric", (), REQUIRED, OPTIONAL)
        if not isinstance(value, dict):
            found = {}
        self._format(found)
        self._namespace(found)
        self.scales = self.each(found, "scales", lambda i, v, t: read_scale(reader, i, v, t))
        rubric = Rubric(
            id=self._head(found, "rubric"),
            version=self._head(found, "version"),
            title=self._head(found, "title"),
            effective=read_date(reader, found["effective"], "`effective`", ("effective",))
            if "effective" in found
            else None,
            document=self.document(found["document"])
            if "document" in found
            else SourceText("", None, None, {}),
            scales=self.scales,
            groups=self.each(found, "groups", self.group),
            criteria=self.each(found, "criteria", self.criterion),
            families=self.each(found, "families", self.family),
            settings=self.each(found, "settings", self.setting),
            scores=self.each(found, "scores", self.score),
            findings=self.each(found, "findings", self.finding),
            decisions=self.each(found, "decisions", lambda i, v, t: read_decision(reader, i, v, t)),
            promises=self.each(found, "promises", lambda i, v, t: read_promise(reader, i, v, t)),
            readings=tuple(self.each(found, "readings", self.reading).values()),
            passages=self.passages(found["passages"]) if "passages" in found else {},
            slate=self.slate(found["slate"]) if "slate" in found else None,
        )
        return replace(rubric, unread=self._unread(found)), tuple(reader.found)

    def _unread(self, found: dict[str, Plain]) -> frozenset[str]:
        """The sections that should be there and could not be read, so that ids may be missing."""
        misspelt = {key for trail, key in self.reader.meant if trail == ()}
        absent = {key for key in REQUIRED if key not in found}
        spoilt = {key for key in SECTIONS if key in found and not isinstance(found[key], dict)}
        return frozenset(misspelt | absent | spoilt)

    def each(
        self, found: dict[str, Plain], section: str, read: Callable[[str, Plain, Trail], T]
    ) -> dict[str, T]:
        """Every entry of a section, keyed by its id."""
        if section not in found:
            return {}
        entries = self.reader.mapping(found[section], f"`{section}`", (section,))
        if not entries and isinstance(found[section], dict):
            self.reader.fault(
                "bad-shape", f"`{section}` is empty.", "Add an entry, or leave it out.", (section,)
            )
        for id in entries:
            read_id(self.reader, id, (section, id))
        return {id: read(id, value, (section, id)) for id, value in entries.items()}

    def _format(self, found: dict[str, Plain]) -> None:
        if "format" in found and found["format"] != "1":
            self.reader.word(found["format"], "`format`", ("format",), ("1",))

    def _namespace(self, found: dict[str, Plain]) -> None:
        owner: dict[str, str] = {}
        for section in SHARED_NAMESPACE:
            entries = found.get(section)
            for id in entries if isinstance(entries, dict) else ():
                if id in owner:
                    self.reader.fault(
                        "doubled-id",
                        f"{quoted(id)} is already an id in `{owner[id]}`.",
                        "Criteria, families, settings, scores, findings and decisions share "
                        "their ids: choose another one.",
                        (section, id),
                        on_key=True,
                    )
                owner.setdefault(id, section)

    def _head(self, found: dict[str, Plain], key: str) -> str:
        if key not in found:
            return ""
        text = self.reader.text(found[key], quoted(key), (key,))
        if key == "rubric" and text and not RUBRIC_ID.fullmatch(text):
            self.reader.fault(
                "bad-value",
                f"`rubric`: {quoted(text)} cannot be the id of a rubric.",
                "Use small letters a-z, digits and `-`, a letter first.",
                (key,),
            )
        return text

    def document(self, value: Plain) -> SourceText:
        reader, at = self.reader, ("document",)
        found = reader.keys(value, "`document`", at, ("title",), ("passed", "published", "digests"))
        title = reader.text(found["title"], "`title`", (*at, "title")) if "title" in found else ""
        days = {
            key: read_date(reader, found[key], quoted(key), (*at, key))
            for key in ("passed", "published")
            if key in found
        }
        digests = self._digests(found["digests"]) if "digests" in found else {}
        return SourceText(title, days.get("passed"), days.get("published"), digests)

    def _digests(self, value: Plain) -> dict[str, str]:
        at = ("document", "digests")
        read: dict[str, str] = {}
        for locator, digest in self.reader.mapping(value, "`digests`", at).items():
            here = (*at, locator)
            text = self.reader.text(digest, f"The digest of {quoted(locator)}", here)
            whole = grounds_of.is_locator(locator) and locator[1:].isdigit()
            if not whole:
                self.reader.fault(
                    "bad-value",
                    f"`digests`: {quoted(locator)} is not a paragraph.",
                    "Name a whole paragraph, as `p7`.",
                    here,
                    on_key=True,
                )
            hexadecimal = text.removeprefix("sha256:")
            if text and (len(text) != 23 or set(hexadecimal) - set("0123456789abcdef")):
                self.reader.fault(
                    "bad-value",
                    f"{quoted(text)} is not a digest of a paragraph.",
                    "Write `sha256:` and the first 16 hexadecimal digits.",
                    here,
                )
            read[locator] = text
        return read

    def group(self, id: str, value: Plain, trail: Trail) -> str:
        found = self.reader.keys(value, f"Group {quoted(id)}", trail, ("title",))
        if "title" not in found:
            return id
        return self.reader.text(found["title"], "`title`", (*trail, "title"))

    def criterion(self, id: str, value: Plain, trail: Trail) -> Criterion:
        reader, what = self.reader, f"Criterion {quoted(id)}"
        found = reader.keys(
            value,
            what,
            trail,
            ("group", "ask", "answer"),
            (
                *GROUNDS,
                "in",
                "may_be",
                "recorded",
                "recorded_members",
                "anchors",
                "titles",
                "cure",
                "asked_of",
                "evidence",
                "panel",
                "assume",
                "fresh_for",
                "in_force",
            ),
        )
        kind = (
            read_kind(reader, found["answer"], self.scales, (*trail, "answer"))
            if "answer" in found
            else BROKEN
        )
        names = None if kind.form in ("broken", "number", "date") else kind.names
        if names is not None and "may_be" in found:
            names = (*names, NOT_APPLICABLE)
        return Criterion(
            id=id,
            group=self._text_at(found, "group", trail),
            ask=self._text_at(found, "ask", trail),
            kind=kind,
            grounds=read_grounds(reader, found, what, trail)
            if isinstance(value, dict)
            else grounds_of.NO_GROUNDS,
            families=reader.one_or_more(found["in"], "`in`", (*trail, "in"))
            if "in" in found
            else (),
            may_be_not_applicable="may_be" in found
            and bool(
                reader.word(found["may_be"], "`may_be`", (*trail, "may_be"), (NOT_APPLICABLE,))
            ),
            recorded=self._text_at(found, "recorded", trail) or None,
            recorded_members=read_name_texts(
                reader, found.get("recorded_members"), "recorded_members", names, trail
            ),
            anchors=read_name_texts(reader, found.get("anchors"), "anchors", names, trail),
            titles=read_name_texts(reader, found.get("titles"), "titles", names, trail),
            cure=self._word_at(found, "cure", trail, CURES),
            asked_of=self._word_at(found, "asked_of", trail, WHOM),
            evidence=self._evidence(found, names, trail),
            fresh_for=read_span(reader, found["fresh_for"], "`fresh_for`", (*trail, "fresh_for"))
            if "fresh_for" in found
            else None,
            in_force=read_in_force(reader, found["in_force"], (*trail, "in_force"))
            if "in_force" in found
            else None,
            trail=trail,
            panel=self._word_at(found, "panel", trail, PANELS),
            assume=self._text_at(found, "assume", trail) or None,
        )

    def _text_at(self, found: dict[str, Plain], key: str, trail: Trail) -> str:
        return self.reader.text(found[key], quoted(key), (*trail, key)) if key in found else ""

    def _word_at(
        self, found: dict[str, Plain], key: str, trail: Trail, accepted: tuple[str, ...]
    ) -> str | None:
        if key not in found:
            return None
        return self.reader.word(found[key], quoted(key), (*trail, key), accepted) or None

    def _evidence(
        self, found: dict[str, Plain], names: tuple[str, ...] | None, trail: Trail
    ) -> EvidenceRule:
        at = (*trail, "evidence")
        value = found.get("evidence", "expected")
        if isinstance(value, dict):
            keys = self.reader.keys(value, "`evidence`", at, ("required_for",))
            if "required_for" not in keys:
                return EvidenceRule()
            here = (*at, "required_for")
            wanted = self.reader.texts(keys["required_for"], "`required_for`", here)
            for position, name in enumerate(wanted):
                if name and names is not None and name not in names:
                    self.reader.bad_value(name, "`required_for`", (*here, position), names)
            return EvidenceRule("expected", wanted)
        rule = self.reader.word(value, "`evidence`", at, ("required", "expected", "none"))
        return EvidenceRule(rule or "expected")

    def family(self, id: str, value: Plain, trail: Trail) -> Family:
        found = self.reader.keys(value, f"Family {quoted(id)}", trail, ("title",), ("placeholder",))
        stand_in = self._text_at(found, "placeholder", trail) or None
        return Family(id, self._text_at(found, "title", trail), stand_in, trail)

    def setting(self, id: str, value: Plain, trail: Trail) -> Setting:
        what = f"Setting {quoted(id)}"
        found = self.reader.keys(value, what, trail, ("value",), (*GROUNDS, "of"))
        own = read_grounds(self.reader, found, what, trail)
        of = self._text_at(found, "of", trail) or None
        return Setting(id, self._text_at(found, "value", trail), of, own, trail)

    def finding(self, id: str, value: Plain, trail: Trail) -> FindingRule:
        reader, what = self.reader, f"Finding {quoted(id)}"
        found = reader.keys(value, what, trail, ("when",), (*GROUNDS, "unless", "title"))
        when = (
            read_condition(reader, found["when"], (*trail, "when"))
            if "when" in found
            else Broken(trail)
        )
        unless = (
            read_exceptions(reader, found["unless"], what, (*trail, "unless"))
            if "unless" in found
            else ()
        )
        own = read_grounds(reader, found, what, trail)
        title = self._text_at(found, "title", trail) or None
        return FindingRule(id, title, when, unless, own, trail)

    def score(self, id: str, value: Plain, trail: Trail) -> Score:
        reader, what = self.reader, f"Score {quoted(id)}"
        found = reader.keys(value, what, trail, ("value",), (*GROUNDS, "better", "title"))
        at = (*trail, "value")
        amount = read_amount(reader, found["value"], at) if "value" in found else BrokenAmount(at)
        better = self._word_at(found, "better", trail, ("higher", "lower"))
        own = read_grounds(reader, found, what, trail)
        title = self._text_at(found, "title", trail) or None
        return Score(id, title, amount, better != "lower", own, trail)

    def reading(self, id: str, value: Plain, trail: Trail) -> Reading:
        found = self.reader.keys(
            value, f"Reading {quoted(id)}", trail, ("at", "question", "chosen", "instead")
        )
        at = read_locators(self.reader, found["at"], (*trail, "at")) if "at" in found else ()
        texts = [self._text_at(found, key, trail) for key in ("question", "chosen", "instead")]
        return Reading(id, at, texts[0], texts[1], texts[2], trail)

    def passages(self, value: Plain) -> dict[str, str]:
        at = ("passages",)
        read: dict[str, str] = {}
        for locator, reason in self.reader.mapping(value, "`passages`", at).items():
            if not grounds_of.is_locator(locator):
                self.reader.fault(
                    "bad-value",
                    f"`passages`: {quoted(locator)} is not a locator.",
                    "Write a paragraph `p7`, a sentence `p7.3` or a range `p5-p7`.",
                    (*at, locator),
                    on_key=True,
                )
            text = self.reader.text(reason, f"The reason for {quoted(locator)}", (*at, locator))
            read[locator] = text
        return read

    def slate(self, value: Plain) -> SlateRule:
        reader, at = self.reader, ("slate",)
        found = reader.keys(value, "`slate`", at, ("of", "counts", "guidance"))
        of = read_condition(reader, found["of"], (*at, "of")) if "of" in found else Broken(at)
        counts = (
            reader.texts(found["counts"], "`counts`", (*at, "counts")) if "counts" in found else ()
        )
        entries = reader.mapping(found.get("guidance", {}), "`guidance`", (*at, "guidance"))
        for id in entries:
            read_id(reader, id, (*at, "guidance", id))
        guidance = tuple(
            self._guidance(id, entry, (*at, "guidance", id)) for id, entry in entries.items()
        )
        return SlateRule(of, counts, guidance, at)

    def _guidance(self, id: str, value: Plain, trail: Trail) -> Guidance:
        reader, what = self.reader, f"Guidance {quoted(id)}"
        forms = ("every", "some", "fewer_than_last", "smaller_share_than_last")
        found = reader.keys(value, what, trail, ("say",), (*forms, *GROUNDS))
        used = [form for form in forms if form in found]
        if len(used) != 1:
            reader.fault(
                "bad-shape",
                f"{what} does not have exactly one condition.",
                "Write one of `every:`, `some:`, `fewer_than_last:`, `smaller_share_than_last:`.",
                trail,
                on_key=True,
            )
        condition = (
            read_condition(reader, found[used[0]], (*trail, used[0])) if used else Broken(trail)
        )
        own: Grounds = read_grounds(reader, found, what, trail)
        say = self._text_at(found, "say", trail)
        return Guidance(id, used[0] if used else "", condition, say, own, trail)
