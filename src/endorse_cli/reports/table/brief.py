"""The only place for a candidate in a few lines, and in one."""

from collections.abc import Iterator, Sequence

from endorse_cli.models.record import LinePart
from endorse_cli.reports.page import Page, Style
from endorse_cli.reports.table.answers import NOT_ESTABLISHED, whom_to_ask, why_unsupported
from endorse_cli.reports.table.changes import put_stand_in, put_what_if
from endorse_cli.reports.table.decisions import by, put_supposed, result_text, rows_text
from endorse_cli.reports.table.head import dated_race_text, put_departures_in_brief, put_remarks
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import outcome_words, series, title_of


def put_brief(page: Page, sheet: Sheet) -> None:
    """Who, each decision with the row that decided it, and what is open and matters."""
    page.bare("candidate", sheet.record["candidate"]["name"], "strong")
    page.bare("race", dated_race_text(sheet.record), indent=2)
    put_remarks(page, sheet, indent=2)
    put_departures_in_brief(page, sheet.record["rubric"], indent=2)
    for id, decided in sheet.record["decisions"].items():
        decision = sheet.rubric.decisions[id]
        style: Style = "result" if decided["outcome"] else "open"
        page.fact(title_of(decision), result_text(decision, decided), style, indent=2)
        text = rows_text(sheet, decision, decided)
        page.bare("decided by", text, "quiet", lead=by(decided), indent=4)
        put_supposed(page, sheet, id, indent=4)
    put_stand_in(page, sheet)
    put_what_if(page, sheet)
    matter = [line for line in sheet.lines(recorded=False) if sheet.matters(line)]
    given = [line for line in matter if line["state"] == "unsupported"]
    unknown = [line for line in matter if line["state"] != "unsupported"]
    page.fact("unknown, and it matters", "; ".join(_by_whom(sheet, unknown)), indent=2)
    page.fact(f"{NOT_ESTABLISHED}, and it matters", "; ".join(_by_reason(sheet, given)), indent=2)


def _by_whom(sheet: Sheet, lines: Sequence[LinePart]) -> Iterator[str]:
    for whom in dict.fromkeys(whom_to_ask(sheet.criterion(line)) for line in lines):
        ids = (m["criterion"] for m in lines if whom_to_ask(sheet.criterion(m)) == whom)
        yield f"{series(ids)} ({whom})"


def _by_reason(sheet: Sheet, lines: Sequence[LinePart]) -> Iterator[str]:
    """Answers that were given and lack what they need: whose they are, and what is lacking."""
    for why in dict.fromkeys(map(why_unsupported, lines)):
        same = [line for line in lines if why_unsupported(line) == why]
        yield f"{'; '.join(_by_whom(sheet, same))}: {why}"


def one_line(sheet: Sheet) -> str:
    """Who, and what every decision came to."""
    results = []
    for id, decided in sheet.record["decisions"].items():
        decision = sheet.rubric.decisions[id]
        words = [outcome_words(decision, name) for name in decided["possible"]]
        results.append(words[0] if decided["outcome"] else f"undetermined ({' / '.join(words)})")
    who = sheet.record["candidate"]
    return f"{', '.join(filter(None, (who['name'], who['office'])))}: {' · '.join(results)}"
