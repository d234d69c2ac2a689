"""The page on overlays: a chapter that starts from nothing gets what the page says."""

import shlex
from pathlib import Path

from cli.running import run_here
from docs.test_pages_run import blocks

PAGE = Path(__file__).parents[2] / "docs" / "overlays.md"


def test_the_pieces_of_the_page_are_a_whole_overlay(tmp_path: Path) -> None:
    """What the page shows, one under the other, passes every command that the page shows."""
    (tmp_path / "rubric.yaml").write_text("\n".join(blocks(PAGE, "yaml")), encoding="utf-8")
    (commands,) = blocks(PAGE, "sh")
    for line in commands.splitlines():
        words = [
            str(tmp_path / word) if word.endswith(".yaml") else word
            for word in shlex.split(line)[1:]
        ]
        ended = run_here(words)
        assert ended.status == 0, (line, ended.err)


def test_the_page_names_every_part_of_an_overlay() -> None:
    """Nothing that an overlay can do is left for people to find out."""
    text = PAGE.read_text(encoding="utf-8")
    words = ("extends", "effective", "set", "demand", "switch_off", "waive", "before", "in_force")
    for word in (*words, "fresh_for", "criteria", "decisions", "promises"):
        assert f"`{word}" in text or f"{word}:" in text, word
