"""What a check of our own says is wrong with a value, as an error of pydantic's."""

from collections.abc import Iterable

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from endorse_cli.diagnostics import Trail, quoted


def fault(
    code: str,
    said: str,
    help: str,
    *,
    at: Trail = (),
    on_key: bool = False,
    lacks: str | None = None,
    whole: bool = False,
    alone: bool = False,
) -> PydanticCustomError:
    """What is wrong with a value.

    `said` begins with `{what}`, or with `{}` where it says itself of what it speaks; else what it
    is goes before. `at` leads on to the place; `lacks` is a key that should be there; of what
    is wrong as a `whole` nothing else is reported, and `alone` nothing that lacks around it.
    """
    found = {"code": code, "said": said, "help": help, "at": at, "on_key": on_key, "lacks": lacks}
    found |= {"whole": whole, "alone": alone}
    return PydanticCustomError("fault", "{said}", found)


def unknown(key: str, help: str, *, of: str = "{what}", whole: bool = False) -> PydanticCustomError:
    """That a key is none of what it stands in, and what to write instead."""
    said = f"{{}}{quoted(key)} is not a key of {of}."
    return fault("unknown-key", said, help, at=(key,), on_key=True, whole=whole)


def faults(found: Iterable[tuple[Trail, PydanticCustomError]]) -> ValidationError:
    """Several faults at once, each at its place inside the value."""
    lines = [InitErrorDetails(type=error, loc=at, input=None) for at, error in found]
    return ValidationError.from_exception_data("faults", lines)


def kind_of(value: object) -> str:
    """What a plain value is, in words for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return quoted(value)
    return "a list" if isinstance(value, list) else "a mapping"


def not_a(value: object, wanted: str) -> PydanticCustomError:
    """A value that is not of the shape wanted."""
    said = f"{{what}} is {kind_of(value)}, not {wanted}."
    alone = value[0] if isinstance(value, list) and len(value) == 1 else None
    is_alone = isinstance(alone, str) and wanted.startswith(("a text", "a name"))
    help = f"Write {quoted(alone)}, without brackets." if is_alone else f"Write {wanted} here."
    return fault("bad-shape", said, help)
