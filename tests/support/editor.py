"""The only place that reads YAML as an editor does before it asks a schema.

Three ways: as our own reader keeps it (every scalar a text, as of JSON with quotes), by the core
schema of YAML 1.2, and as a second parser reads YAML 1.1, in which `yes` is a truth value.
"""

import re
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import yaml

from endorse_cli.files.source import Source
from endorse_cli.files.yaml import read_yaml

Plain = Any

INTEGER = re.compile(r"[-+]?[0-9]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
TRUTHS = {"true": True, "false": False}


def core(plain: Plain) -> Plain:
    """What YAML 1.2 makes of texts without quotes; keys stay as they are."""
    if isinstance(plain, dict):
        return {key: core(part) for key, part in plain.items()}
    if isinstance(plain, list):
        return [core(part) for part in plain]
    if not isinstance(plain, str):
        return plain
    if INTEGER.fullmatch(plain):
        return int(plain)
    return float(plain) if FLOAT.fullmatch(plain) else TRUTHS.get(plain, plain)


class Older(yaml.SafeLoader):
    """YAML 1.1 by another parser, as JSON has it: a key stays as written, a day too."""

    yaml_implicit_resolvers: ClassVar = {
        first: [found for found in resolvers if not found[0].endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping with texts as keys."""
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


def plain_of(path: Path) -> list[Plain]:
    """Every document of a file as our own reader keeps it."""
    return [document.value for document in read_yaml(Source(path.name, path.read_bytes()))]


def as_editors_read(path: Path) -> list[Plain]:
    """Every document of a file, in each of the three ways."""
    kept = plain_of(path)
    older = yaml.load_all(path.read_bytes(), Older)
    return [*kept, *map(core, kept), *older]


def complaints(schema: Plain, value: Plain) -> list[str]:
    """What a validator that is none of ours has against a value; empty where it is valid."""
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]
