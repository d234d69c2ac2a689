"""The only place that lists the questions that would settle a slate, by whom to ask."""

from collections.abc import Sequence

from endorse_cli.models.rubric import Rubric
from endorse_cli.models.together import AskPart
from endorse_cli.slate.entry import Entry
from endorse_cli.slate.races import judged_by

WHOM = ("candidate", "campaign", "roll", "committee", None)
"""The order of those who are asked; None is nobody that the rubric names."""


def questions(entries: Sequence[Entry], rubrics: dict[str, Rubric]) -> list[AskPart]:
    """What every undetermined outcome still hangs on, by whom to ask and fewest first.

    A question is left out only where no answer to it could matter any more, so nothing less than
    all of them is sure to settle a candidate.
    """
    asked: list[AskPart] = []
    for entry in entries:
        of: dict[str | None, list[str]] = {}
        for id in entry.open:
            of.setdefault(rubrics[entry.rubric].criteria[id].asked_of, []).append(id)
        asked += [
            {
                "name": entry.name,
                "seat": entry.seat,
                "rubric": judged_by(entry, rubrics[entry.rubric]),
                "asked_of": whom,
                "criteria": criteria,
                "open": len(entry.open),
            }
            for whom, criteria in of.items()
        ]
    return sorted(asked, key=lambda part: (WHOM.index(part["asked_of"]), part["open"]))
