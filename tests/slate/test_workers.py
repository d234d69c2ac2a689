"""Work is shared out, comes back in order, and survives workers' deaths and interrupts."""

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from endorse_cli.slate.workers import AHEAD, held, run


def square(number: int) -> int:
    """Something to do."""
    return number * number


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_results_come_in_the_order_of_the_work(jobs: int) -> None:
    """However many processes there are, and more work than they can be given at once."""
    found = [(task, answer.result, answer.deaths) for task, answer in run(square, range(99), jobs)]
    assert found == [(n, n * n, 0) for n in range(99)]


def die_once(folder: Path, number: int) -> int:
    """Dies at 7, the first time."""
    if number == 7:
        try:
            (folder / "died").mkdir()
        except FileExistsError:
            return number
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_what_a_dead_worker_had_in_hand_is_done_again(tmp_path: Path) -> None:
    """One death loses nothing, and is told of the task it happened to."""
    found = list(run(partial(die_once, tmp_path), range(20), 2))
    assert [answer.result for _, answer in found] == list(range(20))
    assert [task for task, answer in found if answer.deaths] == [7]


def die_at_seven(number: int) -> int:
    """Dies at 7, each time."""
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_only_a_task_that_kills_twice_is_given_up() -> None:
    """One file that kills whoever reads it takes no other with it."""
    found = dict(run(die_at_seven, range(20), 3))
    assert found.pop(7).result is None
    assert [answer.result for answer in found.values()] == [n for n in range(20) if n != 7]


def fail(number: int) -> int:
    """Raises at 3."""
    if number == 3:
        raise ValueError("three")
    return number


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_of_the_work_is_raised_here(jobs: int) -> None:
    """A fault of ours is never taken for the death of a worker."""
    with pytest.raises((ValueError, RuntimeError), match="three"):
        list(run(fail, range(9), jobs))


@pytest.mark.parametrize(("jobs", "most"), [(1, 1), (2, 2 * AHEAD + 1), (3, 3 * AHEAD + 1)])
def test_no_more_work_is_taken_than_is_shared_out(jobs: int, most: int) -> None:
    """An archive without end is never held in memory: so much is taken before the first result."""
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(99):
            taken.append(number)
            yield number

    results = run(square, tasks(), jobs)
    assert next(results)[0] == 0
    assert len(taken) == most
    results.close()  # type: ignore[attr-defined]
    assert len(taken) == most


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
