"""Disk to plain values and back: the only layer that knows YAML, JSON, git and paths.

Reading gives plain values; places are computed when somebody asks a document for one. The
parsers are imported when the first file needs them.
"""

from endorse_cli.files.document import Document, Findings
from endorse_cli.files.reading import read_document, read_documents
from endorse_cli.files.source import Source, read_source
from endorse_cli.files.write import refuse_same_file, write_atomic

__all__ = [
    "Document",
    "Findings",
    "Source",
    "read_document",
    "read_documents",
    "read_source",
    "refuse_same_file",
    "write_atomic",
]
