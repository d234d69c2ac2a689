"""The rubric language in plain words: the same words in every report."""

from endorse_cli.reports.wording.amounts import (
    amount_lines,
    amount_phrase,
    kept_words,
    nothing_words,
    rounded_words,
)
from endorse_cli.reports.wording.conditions import (
    Line,
    condition_lines,
    condition_phrase,
    exception_lines,
    finding_words,
    subject_words,
)
from endorse_cli.reports.wording.departures import (
    chain_text,
    departure_brief,
    departure_head,
    departure_text,
)
from endorse_cli.reports.wording.editions import edition_title, left_out_words
from endorse_cli.reports.wording.names import (
    answer_words,
    citation,
    cited,
    counted,
    layer,
    outcome_words,
    plain_name,
    series,
    title_of,
)
from endorse_cli.reports.wording.promises import promise_lines, promise_sentence
from endorse_cli.reports.wording.rows import bands_words, cell_words, row_words, rows_words
from endorse_cli.reports.wording.slates import (
    NO_RACE,
    files_words,
    read_words,
    slate_words,
    unread_words,
)
from endorse_cli.reports.wording.tests import (
    failed_words,
    is_measured,
    predicate,
    range_words,
    setting_words,
    states_words,
    value_words,
    values_words,
    words_of_test,
)

__all__ = [
    "NO_RACE",
    "Line",
    "amount_lines",
    "amount_phrase",
    "answer_words",
    "bands_words",
    "cell_words",
    "chain_text",
    "citation",
    "cited",
    "condition_lines",
    "condition_phrase",
    "counted",
    "departure_brief",
    "departure_head",
    "departure_text",
    "edition_title",
    "exception_lines",
    "failed_words",
    "files_words",
    "finding_words",
    "is_measured",
    "kept_words",
    "layer",
    "left_out_words",
    "nothing_words",
    "outcome_words",
    "plain_name",
    "predicate",
    "promise_lines",
    "promise_sentence",
    "range_words",
    "read_words",
    "rounded_words",
    "row_words",
    "rows_words",
    "series",
    "setting_words",
    "slate_words",
    "states_words",
    "subject_words",
    "title_of",
    "unread_words",
    "value_words",
    "values_words",
    "words_of_test",
]
