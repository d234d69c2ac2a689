"""A bare program on the same libraries: it validates one model and prints one table."""

from pathlib import Path

import typer
import yaml
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

app = typer.Typer()


class Candidate(BaseModel):
    """The least that a candidate is."""

    candidate: str
    answers: dict[str, object]


@app.command()
def score(file: Path) -> None:
    """Print the answers of a candidate."""
    candidate = Candidate.model_validate(yaml.load(file.read_bytes(), yaml.CSafeLoader))
    table = Table("Criterion", "Answer", title=candidate.candidate)
    for criterion, answer in candidate.answers.items():
        table.add_row(criterion, str(answer))
    Console().print(table)


if __name__ == "__main__":
    app()
