"""Exit statuses: what each means, which of several wins, and how a command ends with one."""

from collections.abc import Iterable
from enum import IntEnum

from endorse_cli.diagnostics import Diagnostic


class Exit(IntEnum):
    """Fixed by the design: scripts compare them.

    A decline is a result, so it is `DONE`; `GATE` means that something asked for was not met,
    and nothing else.
    """

    DONE = 0
    GATE = 1
    USAGE = 2
    INVALID = 3
    INPUT_OUTPUT = 4
    INTERNAL = 70
    INTERRUPTED = 130
    PIPE = 141
    TERMINATED = 143


RANK = (Exit.INTERNAL, Exit.INPUT_OUTPUT, Exit.INVALID, Exit.GATE, Exit.DONE)
"""Of several in a batch the first of these is returned."""

_OF_CODE = {"unreadable": Exit.INPUT_OUTPUT, "promise-broken": Exit.GATE}


def worst(exits: Iterable[Exit]) -> Exit:
    """The status of a batch."""
    return min(exits, key=RANK.index, default=Exit.DONE)


def exit_for(diagnostics: Iterable[Diagnostic]) -> Exit:
    """The status that diagnostics call for; notes call for none."""
    return worst(_OF_CODE.get(d.code, Exit.INVALID) for d in diagnostics if d.severity == "error")


class Stop(Exception):
    """Raised by a command to end with a status that is not a fault."""

    def __init__(self, status: Exit) -> None:
        super().__init__(status.name)
        self.status = status
