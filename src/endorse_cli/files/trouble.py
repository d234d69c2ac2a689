"""The only place that words what the operating system refuses."""

import errno
import os

from endorse_cli.diagnostics import Diagnostic, Fault, Place

STDIN = "-"
"""The name by which standard input is asked for."""

ADVICE = {
    errno.ENOENT: "Check the spelling of the path.",
    errno.ENOTDIR: "Check the spelling: a part of the path is a file, not a folder.",
    errno.EISDIR: "Name a file in that folder.",
    errno.EACCES: "Ask its owner for permission, or use a copy.",
    errno.EPERM: "Ask its owner for permission, or use a copy.",
    errno.ELOOP: "Its symbolic links lead in a circle: name the file itself.",
    errno.ENAMETOOLONG: "Shorten its name.",
    errno.ENOSPC: "Free some space on the disk, or choose another folder.",
    errno.EDQUOT: "Free some space on the disk, or choose another folder.",
    errno.EROFS: "Choose a folder that can be written to.",
}


def subject(name: str) -> str:
    """What a message calls the file: its whole name as given, or `Standard input`."""
    return "Standard input" if name == STDIN else f"`{name}`"


def refusal(name: str, done: str, why: str, advice: str = "") -> Fault:
    """The fault for a file that cannot be `done` ("read" or "written"), code `unreadable`."""
    message = f"{subject(name)} cannot be {done}: {why}."
    return Fault(Diagnostic("unreadable", message, advice, place=Place(name)))


def system_refusal(name: str, done: str, error: OSError | ValueError) -> Fault:
    """The same for an error of the operating system, in its words.

    A `ValueError` is a name that no file can have, since it holds a NUL or half a character.
    """
    if isinstance(error, ValueError):
        return refusal(name, done, "no file can have this name", "Check the spelling of the path.")
    if error.errno is None:
        return refusal(name, done, "the system gave no reason")
    advice = ADVICE.get(error.errno, "")
    if error.errno == errno.ENOENT and done == "written":
        advice = "Make its folder first, or check the spelling of the path."
    return refusal(name, done, os.strerror(error.errno), advice)
