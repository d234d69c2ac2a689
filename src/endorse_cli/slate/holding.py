"""The only place that keeps an interrupt waiting for a moment."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType


@contextmanager
def held() -> Iterator[None]:
    """Let what is inside finish before an interrupt is heeded: it must be quick and never wait.

    An interrupt is raised wherever the main thread happens to be. Inside a lock of the standard
    library it can leave the lock closed for ever.
    """
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    before = [(sent, signal.signal(sent, note)) for sent in (signal.SIGINT, signal.SIGTERM)]
    try:
        yield
    finally:
        for sent, handler in before:
            signal.signal(sent, handler)
        for number in came:
            signal.raise_signal(number)
