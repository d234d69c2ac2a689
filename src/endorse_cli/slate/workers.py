"""Work shared out among processes, which are stopped when that has to be.

Results come in the order of the work, whatever the number of processes. Each worker process has
a thread and a pipe of its own here, so that one that dies, in the middle of an answer too, takes
nothing with it: its task is done again by a new one, and given up only if that one dies as well.
A pool of processes that share their pipes could not tell, and would wait for ever.

Workers never see Ctrl-C: whoever stops reading the results ends them at once, and a worker ends
by itself when its parent is gone. An interrupt may also be kept waiting for a moment.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Pipe, Process, parent_process
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Lock, Thread, current_thread, main_thread
from types import FrameType
from typing import Generic, TypeVar


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


Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 4
"""Tasks given out for each worker: none waits for the one whose turn it is."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[Result]):
    """What came of a task; `result` is None if it was given up, `deaths` are workers lost to it."""

    result: Result | None
    deaths: int = 0


def run(
    do: Callable[[Task], Result], tasks: Iterable[Task], jobs: int
) -> Iterator[tuple[Task, Answer[Result]]]:
    """Every task with what came of it, in order.

    With one job everything is done here, in this process. With more, `do` goes to each worker
    once: as it is where workers are forks, else pickled.
    """
    if jobs == 1:
        yield from ((task, Answer(do(task))) for task in tasks)
        return
    workers = None
    try:
        with held():
            workers = Workers(do, jobs)
        waiting: deque[tuple[int, Task]] = deque()
        for number, task in enumerate(tasks):
            with held():
                workers.submit(number, task)
            waiting.append((number, task))
            if len(waiting) > jobs * AHEAD:
                first, its = waiting.popleft()
                yield its, workers.answer(first)
        for number, task in waiting:
            yield task, workers.answer(number)
    finally:
        if workers is not None:
            with held():
                workers.end()


class Workers(Generic[Task, Result]):
    """Worker processes, each asked by whichever thread is free.

    The main thread waits at one place only, for `done`, where an interrupt can do no harm.
    """

    def __init__(self, do: Callable[[Task], Result], jobs: int) -> None:
        self.do = do
        self.lock = Lock()
        self.ended = False
        self.free: SimpleQueue[_Worker[Task, Result]] = SimpleQueue()
        self.done: SimpleQueue[tuple[int, Answer[Result] | Exception]] = SimpleQueue()
        self.early: dict[int, Answer[Result] | Exception] = {}
        self.all: list[_Worker[Task, Result]] = []
        for _ in range(jobs):
            self.free.put(self._begun())
        self.threads = ThreadPoolExecutor(jobs)

    def submit(self, number: int, task: Task) -> None:
        """Have a task done by the next free worker."""
        self.threads.submit(self._ask, number, task)

    def answer(self, number: int) -> Answer[Result]:
        """What came of a task, as soon as it is done; raises what the task raised."""
        while number not in self.early:
            other, answer = self.done.get()
            self.early[other] = answer
        found = self.early.pop(number)
        if isinstance(found, Exception):
            raise found
        return found

    def _ask(self, number: int, task: Task) -> None:
        try:
            self.done.put((number, self._asked(task)))
        except Exception as error:
            # Raised again where the result is asked for.
            self.done.put((number, error))

    def _asked(self, task: Task) -> Answer[Result]:
        worker = self.free.get()
        try:
            for deaths in range(2):
                try:
                    return Answer(worker.ask(task), deaths)
                except (EOFError, OSError):
                    worker = self._begun()
            return Answer(None, 2)
        finally:
            self.free.put(worker)

    def _begun(self) -> "_Worker[Task, Result]":
        # One at a time: a process that begins holds copies of the pipes that are open then.
        with self.lock:
            worker = _Worker(self.do)
            self.all.append(worker)
            if self.ended:
                worker.process.kill()
            return worker

    def end(self) -> None:
        """End every worker at once: nobody asks for more."""
        with self.lock:
            self.ended = True
            for worker in self.all:
                worker.process.kill()
        self.threads.shutdown(cancel_futures=True)
        for worker in self.all:
            worker.process.join()


class _Worker(Generic[Task, Result]):
    """One process that is given a task at a time."""

    def __init__(self, do: Callable[[Task], Result]) -> None:
        self.pipe, theirs = Pipe()
        self.process = Process(target=_serve, args=(do, theirs), daemon=True)
        self.process.start()
        theirs.close()

    def ask(self, task: Task) -> Result:
        """The result of a task; `EOFError` or `OSError` where the process is gone.

        Raises `RuntimeError` where the task itself failed.
        """
        self.pipe.send(task)
        failure: str | None
        result: Result
        failure, result = self.pipe.recv()
        if failure is not None:
            raise RuntimeError(failure)
        return result


def _serve(do: Callable[[Task], Result], pipe: Connection) -> None:
    """What a worker process does: leave Ctrl-C to the parent, never outlive it, answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_follow_parent, daemon=True).start()
    while True:
        task: Task = pipe.recv()
        try:
            answer = None, do(task)
        except Exception as error:
            # Whatever failed is told by the parent, as it would be if it had done the task itself.
            pipe.send((f"{type(error).__name__}: {error}", None))
        else:
            pipe.send(answer)


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        signal.raise_signal(signal.SIGTERM)
