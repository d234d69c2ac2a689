"""Where the command begins: signals are heeded before anything else is imported.

Until the program has begun there is nothing to tidy up, and a signal ends it at once. After that
the first one is raised as an exception, so that what is half done is tidied up; those that follow
it (who presses twice, or a shell that passes it on) leave the tidying alone.
"""

import gc
import os
import sys

# What is imported and compiled at the start stays: to look through it again and again for garbage
# takes a tenth of a short run. What a long run leaves is still collected.
gc.set_threshold(300_000, 20, 20)

# Pydantic looks through every installed package for plugins, and no plugin is to change a result.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

try:
    import signal
except KeyboardInterrupt:
    os._exit(130)

# What `typing` calls so; to import it takes longer than all that is done here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def main() -> "NoReturn":
    """Run the command line; a signal at whatever moment gives its status, and no traceback."""
    status: str | int | None
    try:
        from endorse_cli.cli.app import main as run

        _heed(_raise)
        sys.unraisablehook = _lost
        try:
            run()
        except SystemExit as end:
            status = end.code
        _heed(signal.SIG_IGN)
    except KeyboardInterrupt:
        _say_interrupted()
        status = 128 + signal.SIGINT
    except SystemExit as end:
        status = end.code
    # Nor is it looked through once more when Python ends.
    gc.freeze()
    sys.exit(status)


def _heed(handler: object) -> None:
    """Set what is done on a signal; who starts the command may have it ignore interrupts."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)  # type: ignore[arg-type]


def _end(number: int, _frame: "FrameType | None") -> "NoReturn":
    if number == signal.SIGINT:
        _say_interrupted()
    os._exit(128 + number)


def _raise(number: int, _frame: "FrameType | None") -> "NoReturn":
    _heed(signal.SIG_IGN)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(128 + number)


def _lost(what: "sys.UnraisableHookArgs") -> None:
    """An exception that Python cannot pass on, in a finalizer say: that of a signal still ends."""
    if issubclass(what.exc_type, KeyboardInterrupt):
        _end(signal.SIGINT, None)
    if issubclass(what.exc_type, SystemExit):
        _end(signal.SIGTERM, None)
    sys.__unraisablehook__(what)


def _say_interrupted() -> None:
    try:
        os.write(2, b"endorse: interrupted\n")
    except OSError:
        # Standard error is closed: the status tells.
        return


# At once, and not when `main` is called: what calls it may import more before it does.
_heed(_end)
