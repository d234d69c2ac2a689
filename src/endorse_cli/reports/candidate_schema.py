"""The schemas of a candidate's file and of a case: what their models declare, in a rubric's words.

An editor reads YAML before it asks the schema, and turns `7` into a number, `1.0` too, `true` into
a truth value, and by YAML 1.1 `yes` and `no` as well. Our own reader keeps the text. So a schema
accepts whatever an editor may have made of a text that our reader accepts, besides the text itself.
"""

from collections.abc import Iterable, Mapping

from endorse_cli.diagnostics import NO_TITLES
from endorse_cli.models.candidate import CASE_KEYS, UNDETERMINED
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.decisions import Decision
from endorse_cli.models.evidence import Wrapped
from endorse_cli.models.json_schema import DIALECT, Declared
from endorse_cli.models.json_schema import as_list as _list
from endorse_cli.models.json_schema import as_object as _object
from endorse_cli.models.model import Model, described
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE, UNKNOWN, Json, Schema
from endorse_cli.reports.look import Look
from endorse_cli.reports.printed_rubric.criteria import answers_of, remarks_on
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.case import CaseReader
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import cited, outcome_words, plain_name, title_of

KEYS = {key: one.about for key, one in described(Wrapped).items()}
"""What the keys mean of an answer that is written with more than a word."""

WORDS = {
    UNKNOWN: "Not known yet. It is never counted as no.",
    "not_asked": "Nobody has asked yet.",
    "no_reply": "Asked, and no reply came.",
    "declined": "Asked, and the reply was refused.",
    "could_not_verify": "There is a reply, and it could not be verified.",
    NOT_APPLICABLE: "The question does not apply.",
}
"""What words mean that can stand in any answer."""

SEVERAL = "More than one outcome is possible, whichever."
STATED = (
    "State it only where people have decided it themselves or it is published: it is then not "
    "worked out."
)

TRUTHS = frozenset({"yes", "no", "true", "false"})
"""Words that some editors read as a truth value."""

TRUTH: Schema = {"not": {"type": ["string", "number", "array", "object", "null"]}}
"""A truth value, said so that no editor proposes `true`, which our reader may refuse."""

_LOOK = Look(80)


def candidate_schema(rubric: Rubric) -> Schema:
    """The schema of a candidate's file under a rubric."""
    about = f"A candidate under: {rubric.title}, version {rubric.version}"
    return _schema(CandidateReader(rubric).model, rubric, about)


def case_schema(rubric: Rubric) -> Schema:
    """The schema of a case: what is made up of a candidate, and what must come out."""
    about = f"A case for: {rubric.title}, version {rubric.version}"
    made = _schema(CaseReader(CandidateReader(rubric)).model, rubric, about)
    properties = _object(made["properties"])
    properties |= {key: in_words(properties[key], {}) for key in CASE_KEYS if key != "expect"}
    expected = _object(_object(properties["expect"])["properties"])
    for decision in rubric.decisions.values():
        means = {**_outcomes(decision), UNDETERMINED: SEVERAL}
        made_of = _object(in_words(expected[decision.id], means))
        expected[decision.id] = {**said(title_of(decision)), **made_of}
    return made


def _schema(model: type[Model], rubric: Rubric, about: str) -> Schema:
    """What a model declares, the answers in the words of what asks for them."""
    made = model.model_json_schema(schema_generator=Declared)
    answers: Schema = made["properties"]["answers"]["properties"]
    say = Words(rubric)
    for criterion in rubric.criteria.values():
        answers[criterion.id] = _asked(say, criterion, answers[criterion.id])
        before: Schema = {"allOf": [answers[criterion.id]], "deprecated": True}
        before["description"] = f"Called `{criterion.id}` now."
        answers.update((was, before) for was in criterion.was)
    for decision in rubric.decisions.values():
        if decision.may_be_given:
            title, means = said(title_of(decision), STATED), _outcomes(decision)
            answers[decision.id] = _answer(answers[decision.id], title, means, STATED)
    return {"$schema": DIALECT, **made, **said(about)}


def _asked(say: Words, criterion: Criterion, form: Json) -> Schema:
    """The answer to one criterion: its question, what each answer means, its citation.

    Hovering, an editor shows the title and then the description of the form that is written; in a
    list of keys to choose from it shows the description alone. So the question stands in both, and
    the form with evidence says again what the answers mean.
    """
    sentences = (
        *answers_of(say, criterion),
        " ".join(filter(None, remarks_on(say, criterion))),
        f"No weight: {criterion.recorded}" if criterion.recorded else "",
        cited(criterion.grounds),
        criterion.grounds.note or "",
    )
    means = {name: _meaning(say, criterion, name) for name in criterion.kind.names}
    return _answer(form, said(criterion.ask, criterion.ask, *sentences), means, *sentences)


def _answer(form: Json, about: Schema, means: Mapping[str, str], *sentences: str) -> Schema:
    """One answer in any form; that with its evidence says besides what the words mean."""
    made = _object(in_words(form, {**WORDS, **means}, {**means, **KEYS}))
    for choice in map(_object, _list(made["anyOf"])):
        if "evidence" in _object(choice.get("properties")):
            choice.update(said("", *sentences))
    return {**about, **made}


def _meaning(say: Words, criterion: Criterion, name: str) -> str:
    """The printed words of a name where they are others, and its anchor."""
    shown = say.answer(criterion.id, name)
    title = f"{shown}:" if shown != plain_name(name) else ""
    weight = criterion.recorded_members.get(name)
    parts = (title, say.rubric.anchor(criterion.id, name), f"No weight: {weight}" if weight else "")
    return " ".join(filter(None, parts))


def _outcomes(decision: Decision) -> dict[str, str]:
    return {name: outcome_words(decision, name) for name in decision.outcomes}


def said(title: str = "", *sentences: str) -> Schema:
    """A title and a description, harmless whatever they hold; nothing where there is none."""
    texts = {"title": title, "description": "\n\n".join(map(_LOOK.safe, filter(None, sentences)))}
    return {
        key: _LOOK.safe(text) if key == "title" else text for key, text in texts.items() if text
    }


def in_words(part: Json, means: Mapping[str, str], keys: Mapping[str, str] = NO_TITLES) -> Json:
    """A schema in which each word that can be written, and each key, is with what it means."""
    if isinstance(part, list):
        return [in_words(item, means, keys) for item in part]
    if not isinstance(part, dict):
        return part
    words = _list(part.get("enum")) or [part[key] for key in ("const",) if key in part]
    if words and all(isinstance(word, str) for word in words):
        return {"anyOf": _choices(map(str, words), means)}
    found = {key: in_words(value, means, keys) for key, value in part.items()}
    if "properties" in part:
        found["properties"] = {
            name: {**said("", keys.get(name, "")), **_object(inner)}
            for name, inner in _object(found["properties"]).items()
        }
    if "anyOf" in part:
        # One list of all forms, the barest first: from the top an editor proposes.
        forms = [one for form in _list(found["anyOf"]) for one in _forms(form)]
        found["anyOf"] = sorted(forms, key=_keys_in)
    return found


def _choices(words: Iterable[str], means: Mapping[str, str]) -> list[Json]:
    """Some words, each with what it means, as editors list them."""
    listed = [*words]
    found: list[Json] = [{"const": word, **said("", means.get(word, ""))} for word in listed]
    return found if TRUTHS.isdisjoint(listed) else [*found, TRUTH]


def _forms(form: Json) -> list[Json]:
    is_choice = isinstance(form, dict) and form.keys() == {"anyOf"}
    return _list(_object(form)["anyOf"]) if is_choice else [form]


def _keys_in(form: Json) -> int:
    keys = _object(_object(form).get("properties"))
    return 2 if "evidence" in keys else 1 if keys else 0
