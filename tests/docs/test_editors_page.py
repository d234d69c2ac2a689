"""The page on editors: what it shows is what an editor that follows it would find."""

import json
import re
from pathlib import Path

from cli.running import Endorse
from support.editor import as_editors_read, complaints

PAGE = Path(__file__).parents[2] / "docs" / "editors.md"
BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"# yaml-language-server: \$schema=(\S+)")


def test_the_file_shown_is_valid_under_the_schema_it_names(
    endorse: Endorse, tmp_path: Path
) -> None:
    """The comment leads from the file to its schema, which accepts it and underlines a slip."""
    (shown,) = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    named = NAMED.match(shown)
    assert named is not None
    file = tmp_path / "candidate.yaml"
    file.write_text(shown, encoding="utf-8")
    assert endorse("schema", "candidate", "--output", file.parent / named[1]).status == 0
    schema = json.loads((file.parent / named[1]).read_text(encoding="utf-8"))
    for read in as_editors_read(file):
        assert complaints(schema, read) == []
    file.write_text(shown.replace("dsa_member", "dsa_membr"), encoding="utf-8")
    for read in as_editors_read(file):
        assert complaints(schema, read)
    assert endorse("score", file).status == 3


def test_every_schema_that_there_is_stands_on_the_page(endorse: Endorse) -> None:
    """Whoever reads the page knows of every schema for files that people write."""
    page = PAGE.read_text(encoding="utf-8")
    kinds = re.findall(r"^  (\w+) +Give the JSON Schema", endorse("schema", "--help").out, re.M)
    assert len(kinds) == 4
    assert all(f"endorse schema {kind}" in page for kind in kinds if kind != "record")
