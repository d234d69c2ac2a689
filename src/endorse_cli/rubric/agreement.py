"""What keys of a rubric say about each other: names that must be among others, ids given once."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from endorse_cli.diagnostics import NO_TITLES, Diagnostic, Trail, counted, listed, quoted, suggested
from endorse_cli.models.criteria import Criterion, EvidenceRule, Family
from endorse_cli.models.decision_rows import Row
from endorse_cli.models.decisions import BandDecision, Decision, RowDecision, TableDecision
from endorse_cli.models.kinds import BROKEN_KIND, Answers, Kind, Scale
from endorse_cli.models.loose_words import kind
from endorse_cli.models.plain_values import Plain, mapping_in
from endorse_cli.models.rubric import SECTIONS, SHARED, FindingRule, Rubric


def disagreements(rubric: Rubric, value: dict[str, Plain]) -> Iterator[Diagnostic]:
    """Everything in a rubric that does not go together, and sections with nothing in them."""
    yield from empty(value)
    yield from _doubled(value)
    yield from _former(rubric, value)
    for scale in rubric.scales.values():
        yield from _scale(scale)
    for family in rubric.families.values():
        if family.answer is not None:
            yield from _kind(rubric, family.answer, family.trail)
        if family.evidence is not None:
            answers = Answers(family.answer or BROKEN_KIND)
            yield from _required_for(family.evidence, answers, family.trail)
        if family.answer is not None:
            yield from _texts(family, "notice", Answers(family.answer))
    for criterion in rubric.criteria.values():
        yield from _criterion(rubric, criterion)
    for decision in rubric.decisions.values():
        yield from _decision(decision)
    yield from _rowless(value)


def empty(value: dict[str, Plain], sections: Iterable[str] = SECTIONS) -> Iterator[Diagnostic]:
    """Sections that stand there with nothing in them."""
    for section in sections:
        if value.get(section) == {}:
            said, help = f"{quoted(section)} is empty.", "Add an entry, or leave it out."
            yield Diagnostic("bad-shape", said, help, (section,))


def _rowless(value: dict[str, Plain]) -> Iterator[Diagnostic]:
    for id, decision in mapping_in(value.get("decisions")).items():
        if mapping_in(decision).get("rows") == {}:
            at = ("decisions", id, "rows")
            yield Diagnostic("bad-shape", "`rows` is empty.", "Add at least one row.", at)


def _doubled(value: dict[str, Plain]) -> Iterator[Diagnostic]:
    owner: dict[str, str] = {}
    for section in SHARED:
        for id in mapping_in(value.get(section)):
            if id in owner:
                yield Diagnostic(
                    "doubled-id",
                    f"{quoted(id)} is already an id in `{owner[id]}`.",
                    "Criteria, families, settings, scores, findings and decisions share "
                    "their ids: choose another one.",
                    (section, id),
                    on_key=True,
                )
            owner.setdefault(id, section)


def _former(rubric: Rubric, value: dict[str, Plain]) -> Iterator[Diagnostic]:
    """Ids that something had before and that are in use, by itself or by others."""
    shared = {id for section in SHARED for id in mapping_in(value.get(section))}
    yield from _in_use([*rubric.criteria.values(), *rubric.findings.values()], shared)
    for decision in rubric.decisions.values():
        yield from _in_use(decision.rows, {row.id for row in decision.rows})


def _in_use(parts: Sequence[Criterion | FindingRule | Row], ids: set[str]) -> Iterator[Diagnostic]:
    owner: dict[str, str] = {}
    for part in parts:
        for place, id in enumerate(part.was):
            if id in ids or id in owner:
                mine = quoted(part.id)
                yield Diagnostic(
                    "doubled-id",
                    f"{quoted(id)} is in use: it cannot be what {mine} was called."
                    if id in ids
                    else f"{quoted(id)} is what both {quoted(owner[id])} and {mine} were called.",
                    "Name in `was` only ids that nothing has any more, each once.",
                    (*part.trail, "was", place),
                )
            owner.setdefault(id, part.id)


def _scale(scale: Scale) -> Iterator[Diagnostic]:
    if scale.worth is not None and len(scale.worth) != len(scale.levels):
        if scale.levels:
            yield Diagnostic(
                "bad-shape",
                f"`worth` has {counted(len(scale.worth), 'number')} "
                f"for {counted(len(scale.levels), 'level')}.",
                "Write one number for each level, in the same order.",
                (*scale.trail, "worth"),
            )
        # Something stands in, so that what uses the worth is not reported besides.
        scale.__dict__["worth"] = (Fraction(0),) * len(scale.levels)
    yield from _texts(scale, "anchors", _names(scale.levels))


def _criterion(rubric: Rubric, criterion: Criterion) -> Iterator[Diagnostic]:
    if "answer" not in criterion.inherited:
        yield from _kind(rubric, criterion.kind, criterion.trail)
    elif criterion.kind.form == "broken" and criterion.kind.scale is None:
        what = f"Criterion {quoted(criterion.id)}"
        said, help = f"{what} has no `answer`.", "Add `answer` to it."
        yield Diagnostic("missing-key", said, help, criterion.trail, on_key=True)
    kind = criterion.kind
    yield from _texts(criterion, "titles", criterion.answers._replace(titles=NO_TITLES))
    answers = criterion.answers
    members = Answers(kind if kind.form == "set" else BROKEN_KIND, titles=criterion.titles)
    yield from _texts(criterion, "recorded_members", members)
    yield from _texts(criterion, "anchors", answers)
    yield from _texts(criterion, "notice", answers)
    yield from _required_for(criterion.evidence, answers, criterion.trail)


def _kind(rubric: Rubric, kind: Kind, trail: Trail) -> Iterator[Diagnostic]:
    if kind.form == "broken" and kind.scale is not None and kind.scale not in rubric.scales:
        yield _no_kind(kind.scale, tuple(rubric.scales), (*trail, "answer"))


def _required_for(rule: EvidenceRule, answers: Answers, trail: Trail) -> Iterator[Diagnostic]:
    at = (*trail, "evidence", "required_for")
    for place, name in enumerate(rule.required_for):
        if name and not answers.take(name):
            yield answers.refuse(name, "`required_for`", (*at, place))


def _no_kind(word: str, scales: tuple[str, ...], trail: Trail) -> Diagnostic:
    accepted = ("yes_no", "date", *scales)
    meant = kind(word)
    hint = f"Write `{meant}`. " if meant else suggested(word, accepted)
    return Diagnostic(
        "unknown-id",
        f"`answer`: {quoted(word)} is neither a kind of answer nor a scale.",
        f"{hint}Accepted: {listed(accepted)}, or `levels:`, `choice:`, `set:` with names, or "
        "`number:`.",
        trail,
    )


def _decision(decision: Decision) -> Iterator[Diagnostic]:
    outcomes, trail = decision.outcomes, decision.trail
    if len(outcomes) == 1:
        at = (*trail, "outcomes") if decision.ordered else (*trail, "outcomes", "unordered")
        said = "A decision has only one outcome."
        yield Diagnostic("bad-shape", said, "Name at least two.", at)
    # What is only one is not all that there is: what else is named is not told besides.
    named = _names(outcomes if len(outcomes) > 1 else ())
    yield from _texts(decision, "titles", named)
    named = named._replace(titles=decision.titles)
    yield from _texts(decision, "moves", named)
    assumed = ((decision.assume or "", "`assume`", (*trail, "assume")),)
    for outcome, what, at in (*assumed, *_outcomes_of(decision)):
        if outcome and not named.take(outcome):
            yield named.refuse(outcome, what, at)


def _outcomes_of(decision: Decision) -> Iterator[tuple[str, str, Trail]]:
    """Every outcome that a row, a cell or a cut names, what it is called, and where."""
    if isinstance(decision, RowDecision):
        for row in decision.rows:
            yield row.outcome, "`is`", (*row.trail, "is")
    elif isinstance(decision, TableDecision):
        for cell in decision.table.cells:
            yield cell.outcome, "The outcome of a cell", (*cell.trail, len(cell.names))
    elif isinstance(decision, BandDecision):
        for cut in decision.bands.cuts:
            yield cut.outcome, "`is`", (*cut.trail, "is")


def _texts(
    part: Scale | Family | Criterion | Decision, key: str, answers: Answers
) -> Iterator[Diagnostic]:
    """Texts for answers that cannot be given; they are left out."""
    texts: dict[str, object] = getattr(part, key)
    strange = [name for name in texts if not answers.take(name)]
    for name in strange:
        yield answers.refuse(name, f"`{key}`", (*part.trail, key, name), on_key=True)
    if strange:
        part.__dict__[key] = {name: text for name, text in texts.items() if answers.take(name)}


def _names(names: tuple[str, ...]) -> Answers:
    """Names as what can be answered; where they could not be read, anything can."""
    return Answers(Kind.model_construct(form="choice", names=names) if names else BROKEN_KIND)
