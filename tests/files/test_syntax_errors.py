"""The parser's complaints in plain words."""

import pytest

from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.files.source import Source
from endorse_cli.files.yaml import read_yaml


def fault(text: str) -> Diagnostic:
    """The last thing wrong with a text: what the parser stopped at."""
    with pytest.raises(Fault) as caught:
        read_yaml(Source("a.yaml", text.encode()))
    return caught.value.diagnostics[-1]


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "help"),
    [
        ("quote: he said: no\n", 1, 15, "This line has a second colon.", "quotes"),
        ("a: {x: he said: no}\n", 1, 15, "There is a second colon between `{` and `}`.", "quotes"),
        ("a: @handle\n", 1, 4, "A text cannot begin with `@`.", "quotes"),
        ("a: `x`\n", 1, 4, "A text cannot begin with a backtick.", "quotes"),
        ("a: *bold*\n", 1, 4, "A text cannot begin with `*`.", "quotes"),
        ("a: & b\n", 1, 4, "A text cannot begin with `&`.", "quotes"),
        ("a: %x\n", 1, 4, "A text cannot begin with `%`.", "quotes"),
        ("a:\n\tb: 1\n", 2, 1, "There is a tab in the indentation.", "spaces"),
        ("a:\n  b: 1\n\tc: 2\n", 3, 1, "There is a tab in the indentation.", "spaces"),
        ("a: |\n\tx\n", 2, 1, "There is a tab in the indentation.", "spaces"),
        ("- \tx\n", 1, 3, "There is a tab before the text.", "blank"),
        ('a: "abc\nb: 1\n', 1, 4, 'The quotation mark `"` is never closed.', "end of the text"),
        ("a: 'it\n---\nb'", 1, 4, "The quotation mark `'` is never closed.", "end of the text"),
        ("a: [b,\n  c: d: e]\n", 2, 7, "There is a second colon between `[` and `]`.", "quotes"),
        (": 1\n", 1, 1, "A key is missing before the colon.", "Write the key"),
        ("a: 1\n: 2\n", 2, 1, "A key is missing before the colon.", "Write the key"),
        ("a:\n- b\n-c\n", 3, 1, "A blank is missing after the `-`.", "`- `"),
        ("a:1\nb: 2\n", 2, 1, "The key `b` cannot stand here.", "the blank after it"),
        ("a: [1, 2\nb: 1\n", 1, 4, "`[` is never closed.", "`]`"),
        ("a: {x: 1\nb: 1\n", 1, 4, "`{` is never closed.", "`}`"),
        ("a: [\n", 2, 1, "The file ends where a value is expected.", "Close"),
        ('a: ["x" "y"]\n', 1, 9, 'A comma or `]` is missing before `"y"]`.', "comma"),
        ('a: "x" y\n', 1, 8, 'There is text after the closing quotation mark `"`.', "quotes"),
        ("a: 'it's'\n", 1, 8, "There is text after the closing quotation mark `'`.", "apostrophe"),
        ("a: {x}}\n", 1, 7, "`}` cannot stand here.", "quotes"),
        ("a: - b\n", 1, 4, "A list cannot begin here.", "quotes"),
        ("a: | text\n", 1, 4, "Text cannot stand after `|` on its line.", "next line"),
        ('a: "\\q"\n', 1, 5, "`\\q` means nothing here.", "single quotes"),
        ('a: "\\uD800"\n', 1, 5, "`\\uD800` is no character.", "itself"),
        ("a: ]\n", 1, 4, "`]` is where a value is expected.", "quotes"),
        ("a: [1,, 2]\n", 1, 7, "`,` is where a value is expected.", "quotes"),
        (
            "a: 1\n b: 2\n",
            2,
            2,
            "`b` stands further right than the line above, which ends there.",
            "left",
        ),
        (
            "a:\n  b: 1\nc: 2\n  d: 3\n",
            3,
            1,
            "`c` stands further left than its neighbors.",
            "right",
        ),
        (
            "a:\n  b: 1\nc:  # why\n  d: 3\n e: 4\n",
            5,
            2,
            "`e:` does not stand in line with what is above.",
            "column",
        ),
        (
            "a:\n  b: 1\n\n# why\nc: 2\n\n# why\n  d:\n   - 3\n",
            5,
            1,
            "`c` stands further left than its neighbors.",
            "right",
        ),
        ('a: "one\n# b: "two"\nc: 3\n', 1, 4, 'The quotation mark `"` is never closed.', "end"),
        ("a: 'one\nb: 'two'\n", 1, 4, "The quotation mark `'` is never closed.", "end"),
        ("a:\n  b: ?\n", 2, 6, "`?` is no value.", "`unknown`"),
        ("a\nb: 1\n", 2, 1, "The key `b` cannot stand here.", "colon"),
        ("a: 1\nb\nc: 2\n", 2, 1, "`b` has no colon after its key.", "key: value"),
        (
            "a:\n   b: 1\n  c: 2\n",
            3,
            3,
            "`c:` does not stand in line with what is above.",
            "column",
        ),
        ("- a\nb: 1\n", 2, 1, "`b:` does not stand in line with what is above.", "column"),
        (f"{'k' * 1100}: 1\n", 1, 1, "A key is longer than 1,024 characters.", "Shorten"),
        (
            f"a: {{x: 1, {'k' * 1100}: 1}}\n",
            1,
            11,
            "A key is longer than 1,024 characters.",
            "Shorten",
        ),
        ("%YAML 2.0\n---\na: 1\n", 1, 1, "A line that begins with `%` is not allowed.", "quotes"),
        ("%x: 1\n", 1, 1, "A line that begins with `%` is not allowed.", "quotes"),
        ("a: !e!x y\n", 1, 4, "The tag `!e!x` is not allowed.", "quotes"),
        ("a: b\n...\nc: d\n", 3, 1, "`c:` comes after the end of the document.", "---"),
        ("a: ? b\n", 1, 4, "A text cannot begin with `?` and a blank.", "quotes"),
    ],
)
def test_a_common_mistake_is_told_in_plain_words(
    text: str, line: int, column: int, message: str, help: str
) -> None:
    """What is wrong, at its place, and what to do about it."""
    found = fault(text)
    assert (found.code, found.message) == ("syntax", message)
    assert help in found.help
    assert found.place is not None
    assert (found.place.line, found.place.column) == (line, column)
