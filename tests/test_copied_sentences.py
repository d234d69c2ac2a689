"""Nothing is copied from the document that the default rubric encodes."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOL = ROOT.parent / "shared" / "tools" / "copied_sentences.py"


@pytest.mark.skipif(not TOOL.exists(), reason="the document and the tool are not in this tree")
def test_no_sentence_of_the_document_is_in_the_project() -> None:
    """The project cites and paraphrases: no nine words in a row are the document's own."""
    found = subprocess.run(
        [sys.executable, str(TOOL), str(ROOT)], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")
