"""The only place that says when two spellings of a key are the same key."""

from endorse_cli.files.limits import KEY


def normal(key: str) -> str:
    """A key in Unicode normal form C, so that two spellings of `é` are one key.

    A key longer than `limits.KEY` is left as it is, since the readers refuse it.
    """
    if key.isascii() or len(key) > KEY:
        return key
    from unicodedata import normalize

    return normalize("NFC", key)
