"""The only place that writes files to fill in: a candidate, and an overlay to start from.

Whatever comes from the rubric stands in comments, sanitized and folded, so that no text can end
its comment and become a key.
"""

import json
import re
from collections.abc import Iterator
from shlex import quote

from endorse_cli.models.criteria import Criterion, Family
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.characters import fold
from endorse_cli.reports.look import Look
from endorse_cli.reports.machine_text import case_file
from endorse_cli.reports.printed_rubric import criteria
from endorse_cli.reports.templating import Folded, filled
from endorse_cli.rubric.demands import floor_of
from endorse_cli.views import printed_names
from endorse_cli.views.condition_words import Words

COLUMNS = 88
"""Comments are folded here; a line of YAML is never folded."""

_LOOK = Look(COLUMNS)
_PLAIN = re.compile(r"[A-Za-z0-9./_-]+")

_WHAT = "a word from the list above the question"
_WHAT_MEASURED = "what the list above the question names: a word, a number or a day"


def blank_candidate(rubric: Rubric, named: str | None = None, elsewhere: str | None = None) -> str:
    """A candidate file to fill in; it is valid as it is, and undetermined.

    `named` is how the file names its rubric, where that is not its id; `elsewhere` where the rubric
    is, if no file in that place can name it.
    """
    forms = {criterion.kind.form for criterion in rubric.criteria.values()}
    name = named or rubric.id
    values = {
        "rubric": rubric,
        "say": Words(rubric),
        "what": _WHAT if forms.isdisjoint(("number", "date")) else _WHAT_MEASURED,
        "named": Folded(name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)),
        "elsewhere": elsewhere and quote(elsewhere),
        "comment": _comment,
        "quoted": _quoted,
        "asked": criteria,
        "names": printed_names,
    }
    return filled("candidate.yaml.j2", values)


def _comment(text: str, indent: int = 0, inner: int = 0) -> Folded:
    """A text as comment lines: no character of it can end the comment."""
    lead = f"{' ' * indent}# {' ' * inner}"
    room = COLUMNS - len(lead)
    first, *others = fold(_LOOK.safe(text), room, room - 2) or [""]
    return Folded("\n".join((f"{lead}{first}", *(f"{lead}  {line}" for line in others))))


def _quoted(text: str) -> Folded:
    """A text of one line in quotation marks."""
    return Folded(json.dumps(_LOOK.safe(text), ensure_ascii=False))


def overlay_start(base: Rubric, extends: str, id: str) -> str:
    """The text of an overlay that changes nothing yet and can be checked as it is."""
    values = {
        "base": base,
        "id": id,
        "extends": Folded(json.dumps(extends, ensure_ascii=False)),
        "families": list(_families(base)),
        "first": next(iter(base.criteria.values())),
        "floor_of": floor_of,
        "quoted": _quoted,
    }
    return filled("overlay.yaml.j2", values)


def _families(base: Rubric) -> Iterator[tuple[Family, Criterion, str]]:
    """Each family with a member to write others like, and the name of that one's answers."""
    for family in base.families.values():
        model = next((c for c in base.criteria.values() if family.id in c.families), None)
        scale = model and (model.kind.scale or ("yes_no" if model.kind.form == "yes_no" else None))
        if model and scale:
            yield family, model, scale


def first_case(expect: dict[str, Plain]) -> str:
    """A case that holds before anything is changed: nobody knows anything."""
    why = "Silence settles nothing that answers could still settle."
    return case_file({"case": "nothing is known", "why": why, "expect": expect, "answers": {}})
