"""An interrupt waits until what must not be cut in two is done."""

import signal
from threading import Thread

import pytest

from endorse_cli.slate.holding import held


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_comes_after_what_is_held(sent: signal.Signals) -> None:
    """Not lost, not before; and the handler is the old one again."""
    came: list[str] = []
    before = signal.signal(sent, lambda *_: came.append("interrupt"))
    try:
        with held():
            signal.raise_signal(sent)
            came.append("inside")
        came.append("after")
        signal.raise_signal(sent)
    finally:
        signal.signal(sent, before)
    assert came == ["inside", "interrupt", "after", "interrupt"]


def fail_when_interrupted() -> None:
    """An interrupt comes, and then a failure, inside what is held."""
    with held():
        signal.raise_signal(signal.SIGINT)
        raise ValueError("inside")


def test_an_interrupt_is_heeded_where_what_is_held_fails() -> None:
    """The failure is raised with it; neither hides that the other was there."""
    # A shell lets what it starts in the background ignore interrupts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt) as told:
            fail_when_interrupted()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert isinstance(told.value.__context__, ValueError)


def test_in_another_thread_nothing_is_held() -> None:
    """Only the main thread is interrupted, and only it may say what happens then."""
    before = signal.getsignal(signal.SIGINT)
    seen: list[object] = []

    def work() -> None:
        with held():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]
