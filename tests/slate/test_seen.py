"""The table of those who have come by, against a plain dictionary."""

from hashlib import blake2b

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.slate.seen import Seen


def digest(number: int) -> bytes:
    """Sixteen bytes for a number."""
    return blake2b(str(number).encode(), digest_size=16).digest()


def test_everyone_is_known_again_past_every_growth() -> None:
    """Ten times the smallest table, and each is found where it first stood."""
    seen = Seen()
    assert all(seen.first(digest(n), n + 1) is None for n in range(10_000))
    assert all(seen.first(digest(n), 1) == n + 1 for n in range(10_000))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=40))
def test_digests_that_share_a_half_are_told_apart(pairs: list[tuple[int, int]]) -> None:
    """Both halves of a digest count, and digests that fall on one slot do not hide each other."""
    seen, plain = Seen(), dict[bytes, int]()
    for where, (high, low) in enumerate(pairs, 1):
        key = (high * 1024).to_bytes(8, "big") + low.to_bytes(8, "big")
        assert seen.first(key, where) == plain.get(key)
        plain.setdefault(key, where)
