"""The only place that turns a profile of answers into a candidate that `score` accepts."""

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.counting import Path
from endorse_cli.models.plain import Plain
from endorse_cli.models.rubric import Criterion

SOURCE: dict[str, Plain] = {
    "source": "invented for this example",
    "date": "2000-01-01",
    "says": "nothing about any person",
}


def example_candidate(compiled: Compiled, profile: Path, name: str) -> dict[str, Plain]:
    """A candidate with the answers of a profile and no others, in the form of a `.json` file.

    What a profile leaves open makes no difference to what it shows, so it is left out.
    """
    answers: dict[str, Plain] = {}
    for level in sorted(profile):
        variable = compiled.variables[level]
        value = variable.values[profile[level]]
        criterion = compiled.rubric.criteria[variable.criterion]
        if criterion.kind.form == "set":
            member = variable.id.removeprefix(f"{criterion.id}.")
            _add_member(answers, criterion, member, value)
        else:
            answers[criterion.id] = _supported(criterion, value, value)
    return {"candidate": name, "rubric": compiled.rubric.id, "answers": answers}


def _add_member(answers: dict[str, Plain], criterion: Criterion, member: str, value: str) -> None:
    found = answers.get(criterion.id)
    wrapped = found.get("answer") if isinstance(found, dict) else None
    inner = wrapped if isinstance(wrapped, dict) else found
    members = {**(inner if isinstance(inner, dict) else {}), member: value}
    named = [name for name, said in members.items() if said == "yes"]
    needs = criterion.evidence.rule == "required" or not set(named).isdisjoint(
        criterion.evidence.required_for
    )
    answers[criterion.id] = {"answer": members, "evidence": [SOURCE]} if needs else members


def _supported(criterion: Criterion, value: str, said: Plain) -> Plain:
    rule = criterion.evidence
    if rule.rule == "required" or value in rule.required_for:
        return {"answer": said, "evidence": [SOURCE]}
    return said
