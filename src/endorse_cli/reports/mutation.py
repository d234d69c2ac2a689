"""The only place that words what `rubric mutate` found: changes that no case would notice."""

from endorse_cli.models.mutation import MutantPart, Mutate, SurvivorPart
from endorse_cli.reports.page import RESULT, Look, Page
from endorse_cli.reports.unchecked import put_unchecked
from endorse_cli.reports.wording import counted, left_out_files, series


def render_mutate(mutate: Mutate, look: Look) -> str:
    """How many small changes the cases notice, then each that they do not, with a case for it."""
    page = Page(look)
    page.section(f"Small changes to {mutate['rubric']}")
    if unread := left_out_files([part["source"] for part in mutate["invalid"]]):
        page.put(unread, "open")
    page.put(_summary(mutate), "open" if mutate["survivors"] or mutate["unchecked"] else "result")
    page.ends("changes tried", str(mutate["mutants"]), indent=2)
    page.ends("change some outcome, and a case notices", str(mutate["killed"]), indent=2)
    page.ends("change some outcome, and no case notices", str(len(mutate["survivors"])), indent=2)
    page.ends("change only which row decides", str(mutate["rows_only"]), indent=2)
    page.ends("change nothing for any profile", str(mutate["equivalent"]), indent=2)
    put_unchecked(page, mutate["unchecked"])
    if mutate["survivors"]:
        page.section("What no case notices")
    for survivor in mutate["survivors"]:
        _put_survivor(page, survivor)
    _put_unnoticeable(page, mutate, "rows_only", "What changes only which row decides")
    _put_unnoticeable(page, mutate, "equivalent", "What changes nothing at all")
    if mutate["survivors"]:
        page.blank()
        words = "Write the cases with `--write DIR`, confirm each, and keep it beside the rubric."
        page.put(words, "quiet")
    return page.text()


def _summary(mutate: Mutate) -> str:
    cases, different = counted(mutate["cases"], "case"), mutate["different"]
    verb = "notices" if mutate["cases"] == 1 else "notice"
    changes = counted(different, "change")
    if not different and mutate["unchecked"]:
        return "Nobody can tell what the cases notice: the rubric is too large."
    if not mutate["survivors"]:
        return f"{cases} {verb} every one of {changes} that would give somebody another outcome."
    killed = mutate["killed"]
    return f"{cases} {verb} {killed} of {changes} that would give somebody another outcome."


def _put_unnoticeable(page: Page, mutate: Mutate, effect: str, title: str) -> None:
    parts = [part for part in mutate["unnoticeable"] if part["effect"] == effect]
    if parts:
        page.section(f"{title}, so that no case needs to notice")
    for part in parts:
        page.ends(_line(part), f"line {part['line']}", "quiet", indent=2)


def _put_survivor(page: Page, survivor: SurvivorPart) -> None:
    page.ends(_line(survivor), f"line {survivor['line']}", indent=2)
    expect, answers = survivor["example"]["expect"], survivor["example"]["answers"]
    number = counted(len(answers) if isinstance(answers, dict) else 0, "answer")
    outcomes = expect.items() if isinstance(expect, dict) else ()
    expected = series(f"{decision}: {outcome}" for decision, outcome in outcomes)
    page.put(f"{RESULT}a case of {number} would: {expected}", "quiet", indent=4, hang=2)


def _line(part: MutantPart) -> str:
    return f"{part['id']}: {mutant_words(part)}"


def mutant_words(part: MutantPart) -> str:
    """What a small change does, in words."""
    was, becomes = part["was"], part["becomes"]
    match part["operator"]:
        case "drop_row":
            return "the row is dropped"
        case "swap_rows":
            return f"row {becomes} comes first"
        case "drop_branch":
            return f"without: {was}"
        case "negate":
            return f"the opposite of: {was}"
        case "set_member":
            return f"also {becomes}" if becomes else f"no longer {was}"
    return f"{becomes} instead of {was}"
