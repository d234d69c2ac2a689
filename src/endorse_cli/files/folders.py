"""The only place that makes folders."""

from pathlib import Path

from endorse_cli.files.trouble import system_refusal


def make_folder(path: str) -> None:
    """Make a folder and those above it where they are missing; a `Fault` where that is refused."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise system_refusal(path, "made", error) from None
