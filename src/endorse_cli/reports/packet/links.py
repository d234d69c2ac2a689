"""The only place that says which address in a file may be followed."""

import re

_ADDRESS = re.compile(
    r"https?://"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
    r"(?::\d{1,5})?"
    r"(?:[/?#][A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=%]*)?"
)

LONGEST = 2_000


def link_of(text: str) -> str | None:
    """The address to follow where a text is one, whole and plain; else None.

    Only `http` and `https`, a host with a dot in letters anyone can read, no name or password
    before it, and nothing that could end an attribute: whatever else it is, it is shown as text.
    """
    return text if len(text) <= LONGEST and _ADDRESS.fullmatch(text) else None
