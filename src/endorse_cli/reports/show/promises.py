"""The only place that shows what a rubric promises, what a chapter may set, and how it reads."""

from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.page import Page
from endorse_cli.reports.show.parts import put_entry, put_note, put_outline
from endorse_cli.reports.show.questions import put_least
from endorse_cli.reports.wording import citation, plain_name, promise_lines, series, setting_words

MORE = "More means: yes over no, a later level, a larger number, one member more."


def put_settings(page: Page, rubric: Rubric) -> None:
    """What an overlay may set, and families that it may add to."""
    if rubric.settings or rubric.families:
        page.section("What a chapter may set")
    for setting in rubric.settings.values():
        words = f"{plain_name(setting.id)}: {setting_words(rubric, setting)}"
        put_entry(page, words, setting.id, setting.grounds)
        page.fact("for", setting.of or "", "quiet", indent=4)
        put_note(page, setting.grounds)
    for family in rubric.families.values():
        put_entry(page, family.title, family.id)
        page.fact("so far", series(rubric.members(family.id)) or "none", indent=4)
        if family.placeholder:
            page.put(f"{family.placeholder} stands in until a chapter adds its own.", indent=4)
        put_least(page, rubric, family)


def put_promises(page: Page, rubric: Rubric) -> None:
    """Every promise in words."""
    if rubric.promises:
        page.section("Promises, for every possible candidate")
        page.put(MORE, "quiet", indent=2)
    for promise in rubric.promises.values():
        put_entry(page, plain_name(promise.id), promise.id, promise.grounds)
        put_outline(page, promise_lines(rubric, promise), 4)
        put_note(page, promise.grounds)


def put_readings(page: Page, rubric: Rubric) -> None:
    """Where the document is open: what was chosen, and what else could be meant."""
    if rubric.readings:
        page.section("Readings chosen where the document is open")
    for reading in rubric.readings.values():
        page.blank()
        right = f"{reading.id} · {citation(reading.at)}"
        page.ends(reading.question, right, "strong", keys=("question", "id"), indent=2)
        page.fact("chosen", reading.chosen, indent=4)
        page.fact("it could also mean", reading.instead, indent=4)


def put_passages(page: Page, rubric: Rubric) -> None:
    """The sentences on which nothing rests, and why."""
    if rubric.passages:
        page.section("Passages on which nothing rests")
        page.blank()
    for locator, reason in rubric.passages.items():
        page.fact(citation([locator]), reason, indent=2)
