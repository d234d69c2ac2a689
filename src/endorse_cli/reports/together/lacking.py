"""The only place for the words on an answer that was given and does not count, with the day."""

from endorse_cli.models.together import DayFrom, Lack, RunnerPart

WHENCE: dict[DayFrom, str] = {
    "command": "the day of `--as-of`",
    "file": "the `as_of` of the file",
    "election": "the day of the election, which counts since no `as_of` is given",
}


def lack_words(lack: Lack, candidate: RunnerPart) -> str:
    """Why an answer does not count; with the day at which the candidate is judged, and whence."""
    whence = candidate["as_of_from"]
    day = f"{candidate['as_of']}, {WHENCE[whence]}" if whence else "the day"
    return {
        "no_source": "it was given without the source and date that it needs",
        "stale": f"its sources are too old by {day}",
        "later": f"its sources are later than {day}",
        "unsettled": "whether its sources count hangs on the day, and none is given",
    }[lack]
