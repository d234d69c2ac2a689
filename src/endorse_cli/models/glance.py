"""The only place that reads of a candidate no more than an outcome needs, where nothing is odd.

An archive is judged by the hundred thousand, nearly always without a fault. Here nothing is kept
of sources, notes and statements but that they are sound (`soundness`). Whatever is not plainly
sound is left to `candidate_reader`, which says what is wrong with it; what both read, they read
alike.
"""

from datetime import date
from typing import Any, NamedTuple

from endorse_cli.models.answer_reader import ANSWERED
from endorse_cli.models.candidate import HEAD
from endorse_cli.models.candidate_reader import CandidateReader
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.scalars import UNKNOWN
from endorse_cli.models.set_reader import SetReader
from endorse_cli.models.soundness import Soundness, are_texts
from endorse_cli.models.standing import own_day
from endorse_cli.models.words import REASONS_UNKNOWN

KEYS = frozenset(HEAD)
TEXTS = ("office", "seat", "chapter", "rubric")

MOST_WHOLE = 10**18
"""Whole numbers below it, and above its opposite, are written by Python as they were given."""


class Glimpse(NamedTuple):
    """Who a candidate is, and the values still possible by variable."""

    name: str
    office: str | None
    seat: str | None
    election: str | None
    masks: list[int]


class Words(NamedTuple):
    """What the answers to one criterion of a single variable mean.

    `bare` are masks of answers without a source, `given` of those that have what they need, `open`
    is the mask of none.
    """

    place: int
    bare: dict[str, int]
    given: dict[str, int]
    open: int


class Members(NamedTuple):
    """What the answers to a criterion of several variables mean, where none needs a source."""

    place: int
    names: tuple[str, ...]
    bits: dict[str, int]


class Glance(Soundness):
    """Reads candidates under one rubric; made once, used for every candidate."""

    def __init__(self, reader: CandidateReader) -> None:
        super().__init__()
        self.reader = reader
        self.open: list[int] = []
        self.places: dict[str, int] = {}
        self.words: dict[str, Words] = {}
        self.sets: dict[str, Members] = {}
        self.asked: tuple[Plain, date | None] = None, None
        for id, absent in reader.absent.items():
            place = self.places[id] = len(self.open)
            self.open.extend(absent.masks)
            own = reader.readers[id]
            content = own.content
            if isinstance(content, SetReader):
                if own.needs_none:
                    self.sets[id] = Members(place, content.members, content.mask)
            elif own.criterion.kind.names:
                bare = {name: answer.masks[0] for name, answer in own.bare.items()}
                self.words[id] = Words(place, bare, content.bit, content.all)

    @property
    def is_enough(self) -> bool:
        """Whether an outcome needs no more: no decision may be stated, and no day is placed."""
        return not self.reader.stated and not self.reader.counts_days

    def read(
        self, value: Plain, keys: int | None = None, as_of: date | None = None
    ) -> Glimpse | None:
        """What a sound candidate says; None where somebody has to look closer.

        With `keys`, also where its mappings do not have that many keys together. `as_of` wins over
        the day at which the file asks to be judged.
        """
        self.keys = 0
        self.asked = value, as_of
        seen = self._read(value)
        return seen if keys is None or keys == self.keys else None

    def _read(self, value: Plain) -> Glimpse | None:
        if type(value) is not dict or not value.keys() <= KEYS:
            return None
        name, answers, get = value.get("candidate"), value.get("answers"), value.get
        if type(name) is not str or not name or name.isspace() or type(answers) is not dict:
            return None
        office, seat, chapter, rubric = [get(key) for key in TEXTS]
        election, as_of = get("election"), get("as_of")
        if not (are_texts((office, seat, chapter, rubric)) and self.are_days((election, as_of))):
            return None
        if not self.rest_is_sound(value):
            return None
        self.keys += len(value) + len(answers)
        masks = self._masks(answers)
        if masks is None:
            return None
        # What is checked above is text or nothing, which a type checker cannot see.
        return Glimpse(name, office, seat, election, masks)  # type: ignore[arg-type]

    def _masks(self, answers: dict[str, Plain]) -> list[int] | None:
        masks = self.open.copy()
        words = self.words
        for id, said in answers.items():
            own = words.get(id)
            if own is not None and type(said) is str:
                mask = own.bare.get(said)
                if mask is not None:
                    masks[own.place] = mask
                    continue
            before = self.keys
            if own is not None and type(said) is dict:
                mask = self._wrapped(own, said)
                if mask is not None:
                    masks[own.place] = mask
                    continue
            elif id in self.sets and self._set(self.sets[id], said, masks):
                continue
            self.keys = before
            if not self._read_in_full(id, said, masks):
                return None
        return masks

    def _set(self, own: Members, said: Plain, masks: list[int]) -> bool:
        """Note the members of a set; False where it takes more than a look."""
        if type(said) is dict:
            self.keys += len(said)
            if "answer" in said:
                if not (said.keys() <= ANSWERED and self.extras_are_sound(said)):
                    return False
                said = said["answer"]
                self.keys += len(said) if type(said) is dict else 0
        found: list[int | None] = []
        if type(said) is dict and said and said.keys() <= set(own.names):
            words = [said.get(name, UNKNOWN) for name in own.names]
            found = [own.bits.get(word) if type(word) is str else None for word in words]
        elif type(said) is list and sum(name in said for name in own.names) == len(said):
            found = [own.bits["yes" if name in said else "no"] for name in own.names]
        if not found or None in found:
            return False
        masks[own.place : own.place + len(found)] = [mask for mask in found if mask is not None]
        return True

    def _read_in_full(self, id: str, said: Plain, masks: list[int]) -> bool:
        own = self.reader.readers.get(id)
        if own is None:
            return False
        reader = Reader()
        try:
            found = own.read(reader, _in_words(said), ())
        except NotInWordsError:
            return False
        if reader.found:
            return False
        if found.evidence:
            value, as_of = self.asked
            found = own.on(found, as_of or own_day(value))
        place = self.places[id]
        masks[place : place + len(found.masks)] = found.masks
        self.keys += _keys_in(said)
        return True

    def _wrapped(self, own: Words, said: dict[str, Plain]) -> int | None:
        """The mask of an answer with its evidence; None where it takes more than a look."""
        answer = said.get("answer")
        mask = own.given.get(answer) if type(answer) is str else None
        if mask is None:
            self.keys += 1
            return own.open if len(said) == 1 and _is_reason(said.get(UNKNOWN)) else None
        has_evidence = "evidence" in said
        more = len(said) > 1 + has_evidence
        if more and not (said.keys() <= ANSWERED and self.notes_are_sound(said)):
            return None
        if has_evidence and not self.sources_are_sound(said["evidence"]):
            return None
        self.keys += len(said)
        bare = own.bare[str(answer)]
        # Where a source is needed, whether any counts hangs on its day: that is read in full.
        return None if has_evidence and bare != mask else bare


class NotInWordsError(Exception):
    """Ends the reading of an answer that has to be looked at as it is written."""


def _in_words(value: Any) -> Plain:  # noqa: ANN401
    """An answer whose whole numbers and truth values are words, as `read_json` makes them."""
    if type(value) is dict:
        return {key: _in_words(inner) for key, inner in value.items()}
    if type(value) is list:
        return [_in_words(inner) for inner in value]
    if type(value) is bool:
        return "true" if value else "false"
    # A zero may have been written `-0`, which is another word.
    if type(value) is int and value and -MOST_WHOLE < value < MOST_WHOLE:
        return str(value)
    if value is None or type(value) is str:
        return value
    raise NotInWordsError


def _is_reason(word: Plain) -> bool:
    return type(word) is str and word in REASONS_UNKNOWN


def _keys_in(value: Plain) -> int:
    if type(value) is dict:
        return len(value) + sum(map(_keys_in, value.values()))
    return sum(map(_keys_in, value)) if type(value) is list else 0
