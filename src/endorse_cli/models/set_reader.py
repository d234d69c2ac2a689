"""The only place that reads the answers to a set: a list names all of it, a mapping some of it."""

from endorse_cli.diagnostics import Trail, listed, quoted
from endorse_cli.models.old_candidate import STATES, Answer, State
from endorse_cli.models.kinds import YES_NO
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader, kind_of
from endorse_cli.models.rubric import Criterion
from endorse_cli.models.scalars import UNKNOWN
from endorse_cli.models.value_reader import Value, ValueReader, read_reason


class SetReader:
    """Reads sets: a value for each of the members of a criterion that asks for one.

    `given` is empty: no word says of every member whether it is in the set.
    """

    def __init__(self, criterion: Criterion) -> None:
        self.id = criterion.id
        self.members = criterion.kind.names
        self.titles = criterion.titles
        self.names = frozenset(self.members)
        self.value = ValueReader(criterion.id, YES_NO)
        self.mask = {**self.value.bit, UNKNOWN: self.value.all}
        self.open = (self.value.all,) * len(self.members)
        self.given: dict[str, Answer] = {}

    def sound(self, said: Plain) -> Answer | None:
        """Members that are in it, not in it or unknown; None where more has to be looked at."""
        if type(said) is not dict or not said.keys() <= self.names:
            return None
        given: list[tuple[str, str | None]] = []
        for name in self.members:
            word = said.get(name, UNKNOWN)
            if type(word) is not str or word not in self.mask:
                return None
            given.append((name, None if word == UNKNOWN else word))
        known = [word for _, word in given if word is not None]
        if not known:
            return Answer("not_asked", None, self.open)
        state: State = "answered" if len(known) == len(given) else "not_asked"
        masks = tuple([self.mask[word or UNKNOWN] for _, word in given])
        return Answer(state, tuple(given), masks)

    def answer(self, reader: Reader, value: Plain, trail: Trail) -> Answer:
        """A list names the whole set; a mapping leaves what it omits unknown."""
        if isinstance(value, list):
            return self._whole(reader, value, trail)
        if isinstance(value, dict):
            return self.sound(value) or self._by_member(reader, value, trail)
        reader.fault(
            "bad-shape",
            f"The answer to {quoted(self.id)} is {kind_of(value)}, not a set.",
            f"Write a list of those of {listed(self.members, 'and')} that there are "
            "(it names the whole set), or a mapping such as "
            f"`{{{self.members[0]}: yes}}` (what it omits is unknown).",
            trail,
        )
        return Answer("not_asked", None, self.open)

    def _whole(self, reader: Reader, value: list[Plain], trail: Trail) -> Answer:
        words = reader.texts(value, "The set", trail) if value else ()
        for position, word in enumerate(words):
            if word and word not in self.members:
                self._no_member(reader, word, (*trail, position))
        said = tuple((name, "yes" if name in words else "no") for name in self.members)
        return Answer("answered", said, tuple(self.mask[word] for _, word in said))

    def _by_member(self, reader: Reader, value: dict[str, Plain], trail: Trail) -> Answer:
        for key in value:
            if key not in self.members:
                self._no_member(reader, key, (*trail, key), on_key=True)
        read = [
            self._member(reader, value.get(name, UNKNOWN), (*trail, name)) for name in self.members
        ]
        state = max((part[0] for part in read), key=STATES.index)
        if all(part[1] is None for part in read):
            return Answer(state, None, self.open)
        said = tuple((name, part[1]) for name, part in zip(self.members, read, strict=True))
        return Answer(state, said, tuple(part[2] for part in read))

    def _member(self, reader: Reader, said: Plain, trail: Trail) -> Value:
        if said == UNKNOWN:
            return "not_asked", None, self.value.all
        if isinstance(said, dict) and UNKNOWN in said:
            return read_reason(reader, said, trail), None, self.value.all
        return self.value.read(reader, said, trail)

    def _no_member(self, reader: Reader, word: str, trail: Trail, *, on_key: bool = False) -> None:
        what = quoted(self.id)
        reader.bad_value(word, what, trail, self.members, self.titles, on_key=on_key)
