"""Two spellings of a key are one key."""

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.files import limits
from endorse_cli.files.normal import normal


@given(st.text(max_size=20))
def test_spellings_of_a_key_meet(key: str) -> None:
    """Composed and decomposed forms become the same, and words in ASCII stay themselves."""
    assert normal(normalize("NFD", key)) == normal(key) == normalize("NFC", key)


def test_a_key_too_long_is_left_for_the_readers_to_refuse() -> None:
    """The work is bounded whatever is given."""
    assert normal("e\u0301" * limits.KEY) == "e\u0301" * limits.KEY
    assert normal("e\u0301" * (limits.KEY // 2)) == "é" * (limits.KEY // 2)
