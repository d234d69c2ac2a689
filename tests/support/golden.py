"""Texts that were read by eye and kept: compared, or written anew with `REWRITE_GOLDEN=1`.

After a change that is meant, the tests are run with it once, and `git diff` is read.
"""

import os
from pathlib import Path


def same(kept: Path, text: str) -> None:
    """Whether a text is the one that was kept."""
    if os.environ.get("REWRITE_GOLDEN"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8"), f"{kept} differs; read both"
