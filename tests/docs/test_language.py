"""Every example on the page of the language is sound, and comes out as the page says."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from docs.examples import merged
from endorse_cli import api

PAGE = Path(__file__).parents[2] / "docs" / "language.md"
FENCE = re.compile(r"^```yaml( answers)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RESULT = re.compile(r"^# → (\w+): (.+)$", re.MULTILINE)


class Example(NamedTuple):
    """A rubric, and the answers that stand below it with what comes out."""

    line: int
    rubric: str
    answers: tuple[str, ...]


def examples() -> list[Example]:
    """Every rubric of the page; what is no whole one is laid over the first."""
    text = PAGE.read_text("utf-8")
    found: list[Example] = []
    for fence in FENCE.finditer(text):
        if fence[1]:
            last = found.pop()
            found.append(last._replace(answers=(*last.answers, fence[2])))
            continue
        whole = fence[2].startswith("format:")
        rubric = fence[2] if whole else merged(found[0].rubric, fence[2])
        found.append(Example(text.count("\n", 0, fence.start()) + 2, rubric, ()))
    return found


EXAMPLES = examples()
JUDGED = [(e.line, e.rubric, answers) for e in EXAMPLES for answers in e.answers]


def test_every_block_is_an_example() -> None:
    """No block of YAML on the page escapes these tests, and answers promise something."""
    assert PAGE.read_text("utf-8").count("```") == 2 * (len(EXAMPLES) + len(JUDGED))
    assert [answers for _, _, answers in JUDGED if not RESULT.search(answers)] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"line-{example.line}")
def test_a_rubric_is_sound(example: Example, tmp_path: Path) -> None:
    """A reader who copies an example gets no message, and its promises are proved."""
    path = tmp_path / "rubric.yaml"
    path.write_text(example.rubric, "utf-8")
    checked = api.check_rubric(str(path))
    assert [(d.code, d.message) for d in checked.diagnostics if d.severity == "error"] == []
    assert {part["result"] for part in checked.form["promises"]} == {"proved"}


@pytest.mark.parametrize(("line", "rubric", "answers"), JUDGED)
def test_answers_come_out_as_the_page_says(
    line: int, rubric: str, answers: str, tmp_path: Path
) -> None:
    """What stands after an arrow is what the program says, of decisions and of scores."""
    path = tmp_path / "rubric.yaml"
    path.write_text(rubric, "utf-8")
    candidate = tmp_path / "candidate.yaml"
    candidate.write_text(f"candidate: Aurelio Fenn\n{answers}", "utf-8")
    run = api.score_files([str(candidate)], rubric=str(path))
    assert run.invalid == ()
    record = run.scored[0].record
    for id, said in RESULT.findall(answers):
        if id in record["decisions"]:
            assert " or ".join(record["decisions"][id]["possible"]) == said
        else:
            assert record["scores"][id] == {"low": said, "high": said}
