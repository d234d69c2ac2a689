"""Work is shared out, comes back in order, and survives the death of workers."""

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from endorse_cli.slate.running import AHEAD, run


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
