"""The only place that shows what a rubric says of all candidates together."""

from endorse_cli.models.rubric import Rubric
from endorse_cli.models.slate_rule import Guidance
from endorse_cli.reports.page import Page
from endorse_cli.reports.show.parts import put_entry, put_note
from endorse_cli.reports.wording import condition_phrase, plain_name, series

FORMS = {
    "every": "every one of them: {condition}",
    "some": "at least one of them: {condition}",
    "fewer_than_last": "fewer than in the last cycle: {condition}",
    "smaller_share_than_last": "a smaller share than in the last cycle: {condition}",
}


def put_slate(page: Page, rubric: Rubric) -> None:
    """The guidance on a slate; it never changes a candidate's result."""
    if rubric.slate is None:
        return
    page.section("On all candidates together")
    page.put("Guidance never changes what any one candidate gets.", "quiet", indent=2)
    page.fact("it looks at candidates with", condition_phrase(rubric, rubric.slate.of), indent=2)
    page.fact("it counts", series(rubric.slate.counts), indent=2)
    for guidance in rubric.slate.guidance.values():
        put_guidance(page, rubric, guidance)


def put_guidance(page: Page, rubric: Rubric, guidance: Guidance) -> None:
    """One line of guidance: what it looks for, and what it then says."""
    put_entry(page, plain_name(guidance.id), guidance.id, guidance.grounds)
    condition = condition_phrase(rubric, guidance.condition)
    page.put(FORMS[guidance.form].format(condition=condition), indent=4, hang=2)
    page.fact("then", guidance.say, indent=4)
    put_note(page, guidance.grounds)
