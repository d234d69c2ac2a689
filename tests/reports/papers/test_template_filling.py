"""What a chapter's own template can say, and what it cannot do."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest

from endorse_cli.reports.papers import template_filling
from endorse_cli.reports.papers.template_filling import WORK, Filling, filled_from
from endorse_cli.reports.papers.template_language import TemplateFault, read


class Decided(NamedTuple):
    """A part with fields, as templates get them."""

    id: str
    title: str
    outcome: str
    settled: bool
    row: str
    decided: str
    why: str
    reasons: tuple[str, ...]


VALUES: Mapping[str, Any] = {
    "candidate": "José O'Neil",
    "body": "",
    "decisions": [
        Decided(
            "kind", "What kind", "cadre", True, "row 1", "Decided by row 1", "why", ("one", "two")
        ),
        Decided("help", "Whether to help", "undetermined", False, "row 2", "", "", ()),
    ],
    "questions": [],
    "deadlines": [("vote", "2026-05-20"), ("corrections", "2026-05-12")],
}


def filled(template: str) -> str:
    """A template with the values above."""
    return filled_from(template, VALUES)


SAID = {
    "{{ candidate }}\n{# a note #}{{ body }}|\n": "José O'Neil\n|\n",
    "{% if body %}a{% elif questions %}b{% else %}c{% endif %}": "c",
    "{{ 'a' if body }}{{ 'a' if candidate }}": "a",
    "{% for d in decisions %}\n{{ loop.index }}/{{ loop.length }} {{ d.title }}\n{% endfor %}": (
        "1/2 What kind\n2/2 Whether to help\n"
    ),
    "{% for d in decisions if d.settled %}{{ d.id }}{{ loop.last }}{% endfor %}": "kindTrue",
    "{% for d in questions %}x{% else %}none{% endfor %}": "none",
    "{% for what, day in deadlines|sort %}{{ what }} {{ day }};{% endfor %}": None,
    "{% for what, day in deadlines %}{{ what }} {{ day }};{% endfor %}": (
        "vote 2026-05-20;corrections 2026-05-12;"
    ),
    "{% set who = candidate|upper %}{{ who }} {{ who|length }}": "JOSÉ O'NEIL 11",
    "{% set x = 1 %}{% for d in decisions %}{% set x = x + 1 %}{{ x }}{% endfor %}{{ x }}": "221",
    "{{ decisions|map(attribute='title')|join('; ') }}": "What kind; Whether to help",
    "{{ decisions|join(', ', attribute='id') }}": "kind, help",
    "{{ decisions[0].reasons|join }}{{ decisions|last|length }}": None,
    "{{ (decisions|last).id }}{{ decisions[-1]['id'] }}{{ (decisions|first)[0] }}": None,
    "{{ (decisions|last).id }}{{ decisions[-1]['id'] }}": "helphelp",
    "{{ decisions|selectattr('settled')|map(attribute='id')|join }}": "kind",
    "{{ decisions|rejectattr('id', 'eq', 'kind')|map(attribute='id')|join }}": "help",
    "{{ decisions|sort(attribute='id')|map(attribute='id')|join(' ') }}": "help kind",
    "{{ decisions|map(attribute='id')|sort(reverse=true)|join(' ') }}": "kind help",
    "{{ ['b', 'a', 'b']|unique|reverse|join }}": "ab",
    "{{ '%s of %d, %%'|format(candidate, 3) }} {{ '%s' % candidate }}": (
        "José O'Neil of 3, % José O'Neil"
    ),
    "{{ candidate[:4] ~ 1 ~ '!' }} {{ candidate[-4:] }} {{ 'a' + 'b' }}": "José1! Neil ab",
    "{{ 'abc'[::-1] }} {{ 7 % 4 }} {{ 2 - 3 }} {{ -1 }}": "cba 3 -1 -1",
    "{{ nobody|default('x') }}{{ body|default('y') }}{{ body|default('z', true) }}": "xz",
    "{{ nobody is defined }} {{ candidate is defined }} {{ decisions[9] is undefined }}": (
        "False True True"
    ),
    "{{ 'a' in 'cab' }} {{ 'x' not in ['y', 'x'] }} {{ 3 is odd }} {{ none is none }}": (
        "True False True True"
    ),
    "{{ 1 < 2 < 3 }} {{ 'b' >= 'c' }} {{ 'a' == 1 }} {{ not body and 4 }}": "True False False 4",
    "{{ ' a ' ~ 'b'|title }}{{ 'a b'|replace('a', 'c')|capitalize }}": "a BC b",
    "{{ '<b>'|e }} {{ '{{ x }}' }}": "&lt;b&gt; {{ x }}",
    "{% raw %}{{ candidate }}{% endraw %}": "{{ candidate }}",
    "{{ 'a b c'|fill(2, 4) }}": "  a b c",
}
"""Templates and what they give; where that is None, they cannot be filled."""


@pytest.mark.parametrize("template", [key for key, text in SAID.items() if text is not None])
def test_what_letters_need_can_be_said(template: str) -> None:
    """Values by name, their fields, choices, loops over what is given, and ways to word it."""
    assert filled(template) == SAID[template]


@pytest.mark.parametrize("template", [key for key, text in SAID.items() if text is None])
def test_what_mixes_kinds_is_told(template: str) -> None:
    """Lists cannot be written or sorted, and a number is no list."""
    with pytest.raises(TemplateFault):
        filled(template)


REFUSED = {
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}": "`macro` is not allowed",
    "{% for d in decisions recursive %}{{ loop(decisions) }}{% endfor %}": "cannot call itself",
    "{% call f() %}{% endcall %}": "`call` is not allowed",
    "{% include '/etc/passwd' %}": "`include` is not allowed",
    "{% import 'x' as x %}": "`import` is not allowed",
    "{% from 'x' import y %}": "`from` is not allowed",
    "{% extends 'x' %}": "`extends` is not allowed",
    "{% block a %}{% endblock %}": "`block` is not allowed",
    "{% filter upper %}a{% endfilter %}": "`filter` as a block",
    "{% set x %}a{% endset %}": "`set` as a block",
    "{% autoescape true %}a{% endautoescape %}": "`autoescape` is not allowed",
    "{% with x = 1 %}{% endwith %}": "`with` is not allowed",
    "{{ 'a' * 10**10 }}": "`*` is not allowed",
    "{{ 10 ** 10 }}": "`**` is not allowed",
    "{{ 1 / 0 }}": "`/` is not allowed",
    "{{ 1 // 0 }}": "`//` is not allowed",
    "{{ range(10**9) }}": "nothing can be called",
    "{{ candidate.upper() }}": "as in `text|upper`",
    "{{ {'a': 1} }}": "`dict` is not allowed",
    "{{ candidate|center(10) }}": "`center` is no filter here",
    "{{ candidate is callable }}": "`callable` is no test here",
    "{{ candidate|format(*decisions) }}": "`*` is not allowed",
    "{{ 1.5 }}": "numbers are whole here",
    "{{ 99999999999 }}": "larger than 1,000,000,000",
    "{{ " + "9" * 5_000 + " }}": "too long",
    "{{ " + "(" * 5_000 + " }}": "nested too deep",
    "{{ candidate" + "|upper" * 500 + " }}": "nested too deep",
    "{% for d in decisions %}" * 70 + "{% endfor %}" * 70: "nested too deep",
    "{{ candidate": "expected token",
    "{{ nobody }}": "`nobody` is not defined",
    "{{ candidat }}": "did you mean `candidate`?",
    "{{ loop.index }}": "`loop` is not defined",
    "{{ candidate.__class__ }}": "there is no `__class__` in it: it is a text",
    "{{ candidate.upper }}": "there is no `upper` in it: it is a text",
    "{{ decisions[0].count }}": "there is no `count` in it; it has `id`, `title`",
    "{{ decisions.append }}": "there is no `append` in it: it is a list",
    "{{ decisions[7] }}": "there is no 7 in it: it has 2",
    "{{ candidate['a'] }}": "`[…]` takes numbers",
    "{{ 'a'[::0] }}": "a step of 0",
    "{{ decisions }}": "a list cannot be written",
    "{{ decisions[0] }}": "a part with fields cannot be written",
    "{{ [[1]] }}": "a list cannot be written",
    "{{ decisions|length|fill }}": "`fill` takes a text, and this is a number",
    "{{ candidate|fill(61) }}": "`fill` takes a whole number from 0 to 60",
    "{{ candidate|fill(40, 40) }}": "`fill` takes a whole number from 0 to 20",
    "{{ candidate|fill(1, 2, 3) }}": "`fill` is not given what it takes",
    "{{ candidate|fill(wide=1) }}": "`fill` is not given what it takes",
    "{{ candidate|upper(1) }}": "`upper` is not given what it takes",
    "{{ candidate|map(attribute='x') }}": "`map` takes a list, and this is a text",
    "{{ decisions|replace('a', 'b') }}": "`replace` takes a text, and this is a list",
    "{{ questions|first }}": "it is empty",
    "{{ '%5d'|format(1) }}": "`format` takes `%s`, `%d`",
    "{{ '%s %s'|format(1) }}": "has 2 places and is given 1 value",
    "{{ '%'|format }}": "`format` takes `%s`, `%d`",
    "{{ 'a' < 1 }}": "`<` cannot compare a text with a number",
    "{{ decisions == decisions }}": "`==` compares texts and numbers",
    "{{ 'a' + 1 }}": "takes numbers, and this is a text",
    "{{ 1 in 'a' }}": "`in` looks for a text in a text",
    "{{ 1 % 0 }}": "divided by 0",
    "{% for x in candidate %}{% endfor %}": "`for` takes a list, and this is a text",
    "{% for a, b, c in deadlines %}{% endfor %}": "3 names are given 2 values",
    "{% set candidate.x = 1 %}": "not allowed",
}


LATER = {"{{ candidate": 4}
"""What goes on into the next line before it is seen to be wrong."""


@pytest.mark.parametrize("template", REFUSED, ids=lambda template: template[:60])
def test_what_cannot_be_said_is_told_with_its_line(template: str) -> None:
    """Whatever stands there: the line, why, and no word of Python's."""
    with pytest.raises(TemplateFault) as caught:
        filled(f"one\ntwo\n{template}\nfour\n")
    assert caught.value.line == LATER.get(template, 3)
    assert REFUSED[template] in str(caught.value)


def test_a_branch_that_is_never_taken_is_looked_at_too() -> None:
    """A template is refused before anything is filled, not on the day when the branch is taken."""
    with pytest.raises(TemplateFault, match="not allowed"):
        filled("{% if body %}{{ 2 * 3 }}{% endif %}")


def test_the_line_is_that_of_the_value() -> None:
    """In a value of several lines, the one at fault."""
    with pytest.raises(TemplateFault) as caught:
        filled("{{ candidate ~\n 'a' ~\n nobody }}")
    assert caught.value.line == 3


DOUBLING = "{% set x = 'ab' %}" + "{% set x = x ~ x %}" * 70 + "{{ x }}"
ENDLESS = {
    "a text twice as long each time": DOUBLING,
    "the same by `+`": DOUBLING.replace("~", "+"),
    "the same by a filter": DOUBLING.replace("x ~ x", "'%s%s'|format(x, x)"),
    "the same by `join`": DOUBLING.replace("x ~ x", "[x, x]|join"),
    "the same by `replace`": DOUBLING.replace("x ~ x", "x|replace('b', x)"),
    "the same by `join` between": DOUBLING.replace("x ~ x", "['', '', '']|join(x)"),
    "a number twice as large each time": "{% set x = 9 %}" + "{% set x = x + x %}" * 70 + "{{ x }}",
    "loops in loops": "{% for d in decisions %}" * 50 + "x" + "{% endfor %}" * 50,
    "loops that write nothing": "{% for d in decisions %}" * 50 + "{% endfor %}" * 50,
    "loops with a condition": (
        "{% for d in decisions if d.id %}" * 50 + "{{ 'a'|fill }}" + "{% endfor %}" * 50
    ),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_no_template_runs_without_end(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps and characters are counted before they are made: what is too much is refused."""
    monkeypatch.setattr(template_filling, "WORK", 100_000)
    with pytest.raises(TemplateFault, match=r"makes too much|larger than") as caught:
        filled(ENDLESS[what])
    assert caught.value.line == 1


def test_the_count_leaves_room_for_long_papers() -> None:
    """A letter with a thousand questions takes a tenth of what may be done."""
    ask = "Does the candidate answer the members of the chapter in public, and how often? " * 3
    many = {**VALUES, "questions": [Decided("a", ask, "", True, "", "", "", ())] * 1_000}
    filling = Filling(many)
    template = "{% for q in questions %}{{ ('- ' ~ q.title ~ '.')|fill(2, 2) }}\n{% endfor %}"
    filling.text(read(template))
    assert 0 < WORK - filling.left < WORK // 2
