"""The only place that turns a profile of answers into a candidate that `score` accepts."""

from datetime import date

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.counting import Path
from endorse_cli.models.plain import Plain
from endorse_cli.models.rubric import Criterion, Rubric

DAY = date(2000, 1, 1)


def example_candidate(
    compiled: Compiled, profile: Path, name: str, day: date | None = None
) -> dict[str, Plain]:
    """A candidate with the answers of a profile and no others, in the form of a `.json` file.

    What a profile leaves open makes no difference to what it shows, so it is left out. `day` is
    one on which the rubric is as it was compiled; none is named where nothing hangs on it.
    """
    source: dict[str, Plain] = {
        "source": "invented for this example",
        "date": (day or DAY).isoformat(),
        "says": "nothing about any person",
    }
    answers: dict[str, Plain] = {}
    for level in sorted(profile):
        variable = compiled.variables[level]
        value = variable.values[profile[level]]
        criterion = compiled.rubric.criteria[variable.criterion]
        if criterion.kind.form == "set":
            member = variable.id.removeprefix(f"{criterion.id}.")
            _add_member(answers, criterion, member, value, source)
        else:
            answers[criterion.id] = _supported(criterion, value, source)
    head: dict[str, Plain] = {"candidate": name, "rubric": compiled.rubric.id}
    if day is not None or _hangs_on_day(compiled.rubric):
        head["as_of"] = (day or DAY).isoformat()
    return {**head, "answers": answers}


def _hangs_on_day(rubric: Rubric) -> bool:
    return any(c.fresh_for or c.in_force for c in rubric.criteria.values())


def _add_member(
    answers: dict[str, Plain],
    criterion: Criterion,
    member: str,
    value: str,
    source: dict[str, Plain],
) -> None:
    found = answers.get(criterion.id)
    wrapped = found.get("answer") if isinstance(found, dict) else None
    inner = wrapped if isinstance(wrapped, dict) else found
    members = {**(inner if isinstance(inner, dict) else {}), member: value}
    named = [name for name, said in members.items() if said == "yes"]
    needs = criterion.evidence.rule == "required" or not set(named).isdisjoint(
        criterion.evidence.required_for
    )
    answers[criterion.id] = {"answer": members, "evidence": [source]} if needs else members


def _supported(criterion: Criterion, value: str, source: dict[str, Plain]) -> Plain:
    rule = criterion.evidence
    if rule.rule == "required" or value in rule.required_for:
        return {"answer": value, "evidence": [source]}
    return value
