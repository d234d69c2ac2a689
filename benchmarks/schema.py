"""What a user of check-jsonschema would write to have the same files looked at."""

import json

from endorse_cli.models.rubric import Rubric


def equivalent_schema(rubric: Rubric) -> str:
    """A JSON Schema that accepts the answers that a rubric of named levels accepts."""
    answers = {}
    disputed, unknown = ({"type": "object", "required": [key]} for key in ("one_of", "unknown"))
    for criterion in rubric.criteria.values():
        if criterion.kind.form == "set":
            member = {"enum": ["yes", "no", "unknown", True, False]}
            names = criterion.kind.names
            named = {"type": "object", "properties": dict.fromkeys(names, member)}
            listed = {"type": "array", "items": {"enum": [*names]}}
            value = {"anyOf": [{"const": "unknown"}, named, listed, unknown]}
        else:
            bare = {"enum": [*criterion.kind.names, "unknown", "not_applicable", True, False]}
            value = {"anyOf": [bare, disputed, unknown]}
        full = {"type": "object", "properties": {"answer": value, "note": {"type": "string"}}}
        answers[criterion.id] = {"anyOf": [value, full]}
    return json.dumps(
        {
            "type": "object",
            "required": ["candidate", "answers"],
            "properties": {
                "candidate": {"type": "string"},
                "answers": {
                    "type": "object",
                    "properties": answers,
                    "additionalProperties": False,
                },
            },
        }
    )
