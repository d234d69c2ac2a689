"""The only place for candidates side by side: only what differs, and whether it matters."""

from collections.abc import Sequence

from endorse_cli.models.rubric import Rubric
from endorse_cli.models.together import ComparedPart
from endorse_cli.reports.page import Page
from endorse_cli.reports.together.moving import put_differences, put_explained
from endorse_cli.reports.together.view import result_words
from endorse_cli.reports.wording import counted, title_of

MATTERS = (
    "An answer can move an outcome if the second candidate, given the first one's answer and all "
    "else as it is, could come out otherwise. What has no effect by itself may have one together "
    "with others. Answers explain an outcome if with the first one's answers to them, and all else "
    "as it is, the second would come out as the first."
)


def put_comparison(page: Page, compared: Sequence[tuple[ComparedPart, Rubric]]) -> None:
    """Each pair with its outcomes, and every answer that differs."""
    for part, rubric in compared:
        page.section(pair_title(part))
        put_pair(page, part, rubric)
    page.blank()
    page.put(MATTERS, "quiet")


def pair_title(part: ComparedPart) -> str:
    """Whom a pair is about."""
    first, second = part["names"]
    return f"{first} → {second}"


def put_pair(page: Page, part: ComparedPart, rubric: Rubric) -> None:
    """One pair with its outcomes, and every answer that differs."""
    for id, outcomes in part["decisions"].items():
        decision = rubric.decisions[id]
        words = " → ".join(dict.fromkeys(result_words(decision, one) for one in outcomes))
        page.fact(title_of(decision), words, "result", indent=2)
    page.blank()
    if part["differences"]:
        put_differences(page, part["differences"], indent=2)
        put_explained(page, part["explained"], rubric, indent=2)
    same = counted(part["same"], "answer is", "answers are")
    page.put(f"The other {same} the same.", "quiet", indent=2)
