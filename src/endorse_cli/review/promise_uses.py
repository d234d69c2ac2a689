"""The only place that checks what promises vary and what they speak for."""

from collections.abc import Iterator

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.promises import Promise
from endorse_cli.review.names import Names


class PromiseUses:
    """One pass over promises."""

    def __init__(self, names: Names) -> None:
        self.known = names.known
        self.mismatch = names.mismatch
        self.reader = names.reader
        self.rubric = names.rubric

    def promise(self, promise: Promise) -> None:
        """Note what does not fit in a promise; its conditions are checked with all others."""
        if promise.form in ("", "when"):
            return
        over = self._decided(promise)
        if promise.form == "no_single_swing":
            self._swing(promise, over)
        varied = self._varied(promise)
        if promise.form.startswith("more_"):
            self._directions(promise, varied, over)

    def _decided(self, promise: Promise) -> list[str]:
        """The ids under `for` that are defined: findings, scores and decisions."""
        wanted = ("decision",) if promise.form == "no_single_swing" else (
            "decision", "finding", "score",
        )  # fmt: skip
        hint = f"A promise speaks `for` {' or '.join(f'a {word}' for word in wanted)}."
        return [
            id
            for id, at in _placed(promise.over, (*promise.trail, "for"))
            if self.known(id, wanted, at, hint)
        ]

    def _varied(self, promise: Promise) -> list[tuple[str, Trail]]:
        """The criteria that a promise varies, families resolved, each with its place."""
        at = (*promise.trail, promise.form)
        if isinstance(promise.of, str):
            hint = "Name a family here, or ids in a list."
            if self.known(promise.of, ("family",), (*at, "of"), hint):
                return [(id, at) for id in self.rubric.members(promise.of)]
            return []
        return [
            (id.split(".")[0], place)
            for id, place in _placed(promise.of, at)
            if self._variable(id, place)
        ]

    def _variable(self, id: str, trail: Trail) -> bool:
        """Whether a word is a criterion, or a member of a set as `criterion.member`."""
        name, dot, member = id.partition(".")
        hint = "A promise varies criteria, members of sets, or a family."
        if name in self.rubric.families:
            hint = f"Write `{{of: {name}}}` for all that are in it."
        if not self.known(name, ("criterion",), trail, hint):
            return False
        kind = self.rubric.criteria[name].kind
        if dot and kind.form not in ("set", "broken"):
            self.mismatch(f"{quoted(name)} is not a set.", f"Write {quoted(name)}.", trail)
            return False
        if dot and kind.form == "set" and member not in kind.names:
            titles = self.rubric.criteria[name].titles
            self.reader.bad_value(member, quoted(name), trail, kind.names, titles)
            return False
        return True

    def _directions(
        self, promise: Promise, varied: list[tuple[str, Trail]], over: list[str]
    ) -> None:
        for id, at in varied:
            kind = self.rubric.criteria[id].kind
            if kind.form in ("choice", "date"):
                self.mismatch(
                    f"The answers to {quoted(id)} have no order, so there is no more of it.",
                    "Leave it out of this promise.",
                    at,
                )
        for id in over:
            if id in self.rubric.decisions and not self.rubric.decisions[id].ordered:
                self.mismatch(
                    f"The outcomes of {quoted(id)} have no order.",
                    "Promise it for an ordered decision.",
                    (*promise.trail, "for"),
                )

    def _swing(self, promise: Promise, over: list[str]) -> None:
        if len(over) != 1:
            if len(over) > 1:
                self.reader.fault(
                    "bad-shape",
                    "`no_single_swing` speaks for one decision.",
                    "Name one decision under `for:`.",
                    (*promise.trail, "for"),
                )
            return
        decision = self.rubric.decisions[over[0]]
        outcomes = decision.outcomes
        for position, name in enumerate(promise.between):
            if name and name not in outcomes and outcomes:
                at = (*promise.trail, "between", position)
                self.reader.bad_value(name, "`between`", at, outcomes, decision.titles)


def _placed(ids: tuple[str, ...] | str, trail: Trail) -> Iterator[tuple[str, Trail]]:
    """Ids with their places: one written alone stands at the key itself."""
    if isinstance(ids, str):
        yield ids, (*trail, "of")
    elif len(ids) == 1:
        yield ids[0], trail
    else:
        for position, id in enumerate(ids):
            yield id, (*trail, position)
