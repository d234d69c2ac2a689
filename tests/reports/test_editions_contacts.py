"""Contact data in an edition: found in whatever dress it comes, and nothing else taken for it."""

import pytest

from endorse_cli.reports.editions import LEFT_OUT, without_contacts

GONE = {
    "write to ann@rivers.example now": "write to […] now",
    "ann.b+x@mail.rivers.example": "[…]",
    "ann (at) rivers (dot) example": "[…]",
    "ann at rivers dot example": "[…]",
    "call ann.b at rivers.example today": "call […] today",
    "ann at mail.rivers-side.example.": "[…].",
    "ann＠rivers.example": "[…]",
    "ann&#64;rivers.example": "[…]",
    "write to ann&#x40;rivers&#46;example now": "write to […] now",
    "ann &commat; rivers.example": "[…]",
    "ann[@]rivers.example": "[…]",
    "ann (@) rivers[.]example": "[…]",
    "ann (AT) rivers ( dot ) example": "[…]",
    "ann [&#64;] rivers.example": "[…]",
    "an\u200bn@riv\u200bers.example": "[…]",
    "@ann@rivers.example": "@[…]",
    "mailto:ann@rivers.example?cc=bo@rivers.example": "[…]",
    "https://page.example/?to=ann%40rivers.example": "https://page.example/?to=[…]",
    "tel:911": "[…]",
    "call 555-0134": "call […]",
    "+1 (555) 013-4567 today": "[…] today",
    "555.013.4567": "[…]",
    "5550134567": "[…]",
    "0113 496 0123.": "[…].",
    "555\u200b-013\u200b-4567": "[…]",
    "５５５ ０１３４": "[…]",
    "٥٥٥٠١٣٤٥٦٧": "[…]",
    "fenwright-555-013-4567.yaml": "fenwright-[…].yaml",
    "https://wa.me/15550134567": "https://[…]",
    "https://page.example/?phone=5550134": "https://page.example/?[…]",
    "https://page.example/555-013-4567": "https://page.example/[…]",
    "$5 555-0134": "$5 […]",
    "5550134 €5": "[…] €5",
    "555-0134 euros": "[…] euros",
    "2026-04-12-5551234": "2026-04-12-[…]",
}
"""What is contact data, and what is left of it."""

STAYS = (
    "on 2026-11-03, 2026-04-12 at 10:30",
    "District 4 2026-11-03",
    "12/04/2026 and 12.04.2026",
    "2018-2022, and 2018 2020 2022",
    "$1,250,000 and $1250000",
    "1 234 567 euros and 1.234.567 € and 1,234,567 dollars",
    "1234567 EUR",
    "12,345,678 votes",
    "¶5.3, 27 of 30 questions",
    "@ann on the square",
    "She spoke at noon. Then at 7.30 p.m. at the mill, at St. Anne's",
    "she looked at the records of 9 wards",
    "https://paper.example/2026/04/12/story-1234567",
    "Alder Street 12-14",
)
"""What is none."""


@pytest.mark.parametrize("text", GONE)
def test_contact_data_is_left_out(text: str) -> None:
    """However an address or a number is written, only that it stood there is left."""
    cleaned, found = without_contacts(text)
    assert cleaned == GONE[text]
    assert found == 1


@pytest.mark.parametrize("text", STAYS)
def test_nothing_else_is_taken_for_it(text: str) -> None:
    """Days, years, sums, votes and the addresses of pages can be read in every edition."""
    assert without_contacts(text) == (text, 0)


def test_each_place_is_counted() -> None:
    """Whoever reads the public edition is told how much is missing."""
    assert without_contacts("a@b.example, c@d.example or 555-0134") == (
        f"{LEFT_OUT}, {LEFT_OUT} or {LEFT_OUT}",
        3,
    )


@pytest.mark.parametrize("text", GONE)
def test_what_is_left_holds_no_contact_data(text: str) -> None:
    """Looking twice finds nothing more."""
    once, _ = without_contacts(text)
    assert without_contacts(once) == (once, 0)


LONG = 200_000
HOSTILE = {
    "sums in thousands": ("1", ",111", ""),
    "sums with blanks": ("x1", " 111", "x"),
    "sums with points": ("1", ".111", " euro"),
    "years": ("", "1999-", "5"),
    "days": ("", "1.1.1999-", ""),
    "digits far apart": ("", "1-----", ""),
    "keys of a telephone number": ("https://x.example/", "phone_a-", ""),
    "a key without an end": ("https://x.example/tel", "_", ""),
    "groups of digits in an address": ("https://x.example/", "111.", ""),
    "a local part without an end": ("", "a", "@"),
    "blanks before an at": ("a", " ", "@"),
    "words at words": ("", "a at ", ""),
    "a host without an end": ("a@", "a (dot) ", ""),
    "escaped signs": ("", "a&#000", "@"),
}
"""A beginning, what is repeated, and an end: each can begin something at every place."""


@pytest.mark.parametrize("what", HOSTILE)
def test_a_text_takes_time_in_proportion(what: str) -> None:
    """No file can keep the public edition waiting: by the square, this would take minutes."""
    begin, again, end = HOSTILE[what]
    text = begin + again * (LONG // len(again)) + end
    once, _ = without_contacts(text)
    assert len(once) <= len(text) + len(LEFT_OUT)


def test_a_sum_of_any_sensible_size_is_one() -> None:
    """Up to a million million millions; what is longer is no sum of money."""
    sums = [f"{'1' + ',000' * groups} euros" for groups in range(1, 7)]
    assert [without_contacts(text) for text in sums] == [(text, 0) for text in sums]
