"""The only place that reads a file out of a text that was carried along."""

from endorse_cli.diagnostics import Diagnostic, Fault, quoted
from endorse_cli.files.document import Document
from endorse_cli.files.source import whole


def read_carried(name: str, text: str, written_in: str) -> Document:
    """The document of a text; its digest is that of the file which it was.

    Raises a `Fault` with what is wrong in it, placed in the file that it was.
    """
    try:
        source = whole(name, text.encode("utf-8"))
    except UnicodeEncodeError:
        message = f"The text of {quoted(name)} that the record carries holds half a character."
        raise Fault(Diagnostic("syntax", message, "Make the record again.")) from None
    if written_in == "json":
        from endorse_cli.files.json_reader import read_json

        return read_json(source)
    from endorse_cli.files.yaml_reader import read_yaml

    documents = read_yaml(source)
    if len(documents) != 1:
        message = f"The text that the record carries holds {len(documents)} documents, not one."
        raise Fault(Diagnostic("bad-shape", message, place=source.place(0)))
    return documents[0]
