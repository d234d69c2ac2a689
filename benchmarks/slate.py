"""The measuring process for slates: started by run.py inside its environment, never by itself.

One process on one core unless a row says otherwise; processor time, ours and theirs in turn;
memory is the most that a process had at once.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import yaml
from pydantic import BaseModel, ConfigDict
from schema import equivalent_schema

from endorse_cli import api

ROOT = Path(__file__).parents[1]
CHECK_JSONSCHEMA = sys.argv[1]
QUICK = "--quick" in sys.argv
LINES, FILES = (10_000, 1_000) if QUICK else (100_000, 10_000)
ROUNDS = 3


class Source(BaseModel):
    """Where an answer comes from."""

    model_config = ConfigDict(extra="forbid")
    source: str | None = None
    date: str | None = None
    says: str | None = None


class Answer(BaseModel):
    """An answer with what stands under it."""

    model_config = ConfigDict(extra="forbid")
    answer: str | list[str] | dict[str, object] | None = None
    one_of: list[str] | None = None
    unknown: str | None = None
    note: str | None = None
    public: bool | None = None
    evidence: list[Source] = []


class Said(BaseModel):
    """The case one way."""

    by: str
    text: str


class Candidate(BaseModel):
    """A candidate file as somebody would write it down for pydantic."""

    model_config = ConfigDict(extra="forbid")
    candidate: str
    office: str | None = None
    seat: str | None = None
    election: str | None = None
    chapter: str | None = None
    as_of: str | None = None
    rubric: str | None = None
    assessed: dict[str, str] | None = None
    answers: dict[str, str | list[str] | Answer | dict[str, object]]
    statements: dict[str, list[Said]] | None = None
    corrections: list[dict[str, str]] | None = None


def candidates(number: int) -> Iterator[dict[str, object]]:
    """So many candidates: those of the examples, each under a name of its own."""
    paths = sorted((ROOT / "examples").glob("*.yaml"))
    values = [document.value for path in paths for document in api.parse(path.read_bytes())]
    for place in range(number):
        value = values[place % len(values)]
        assert isinstance(value, dict)
        yield {**value, "candidate": f"{value['candidate']} {place}"}


def archive(folder: Path, number: int) -> Path:
    """A file with one candidate a line."""
    path = folder / f"{number}.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for value in candidates(number):
            stream.write(json.dumps(value, ensure_ascii=False) + "\n")
    return path


def folder_of(folder: Path, number: int) -> Path:
    """A folder with one candidate a file, in YAML."""
    path = folder / "files"
    path.mkdir()
    for place, value in enumerate(candidates(number)):
        text = yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        (path / f"{place:06}.yaml").write_text(text, encoding="utf-8")
    return path


def slate(path: Path, format: str = "csv", jobs: int = 1) -> Callable[[], object]:
    """A slate in this process, its text thrown away."""

    def run() -> object:
        judged = api.SlateRun([str(path)], format=format, jobs=jobs)
        size = sum(len(text) for text in judged.texts()) + len(judged.end())
        assert not judged.diagnostics, judged.diagnostics[:1]
        return size

    return run


def validated(path: Path) -> Callable[[], object]:
    """Each line by `model_validate_json` alone."""

    def run() -> object:
        with path.open("rb") as stream:
            return sum(Candidate.model_validate_json(line) is not None for line in stream)

    return run


def loaded(path: Path) -> Callable[[], object]:
    """Each file by `yaml.load` with the C loader alone."""

    def run() -> object:
        for file in sorted(path.iterdir()):
            yaml.load(file.read_bytes(), yaml.CSafeLoader)
        return None

    return run


def process(*words: object) -> Callable[[], object]:
    """A whole process, its output thrown away."""
    command = [str(word) for word in words]
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def children() -> float:
    """Seconds of processor time that all processes that were waited for have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def took(run: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of one run."""
    start = clock()
    run()
    return clock() - start


def row(name: str, ours: list[float], theirs: list[float], goal: str) -> None:
    """One row: medians, and the ratios run by run."""
    ratios = sorted(mine / other for mine, other in zip(ours, theirs, strict=True))
    words = f"{ratios[0]:.2f} {median(ratios):.2f} {ratios[-1]:.2f}"
    print(
        f"| {name} | {median(ours):.2f} s | {median(theirs):.2f} s | {words} | {goal} |", flush=True
    )


def paired(name: str, ours: Callable[[], object], theirs: Callable[[], object], goal: str) -> None:
    """Ours and theirs in turn."""
    pairs = [(took(ours), took(theirs)) for _ in range(ROUNDS)]
    row(name, [mine for mine, _ in pairs], [other for _, other in pairs], goal)


def memory(path: Path) -> float:
    """The most megabytes that a process had that judged an archive."""
    code = (
        "import resource, sys\nfrom endorse_cli import api\n"
        "run = api.SlateRun([sys.argv[1]], format='csv')\n"
        "for text in run.texts(): pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    command = [sys.executable, "-c", code, str(path)]
    return int(subprocess.run(command, check=True, capture_output=True).stdout) / 1024


def with_schema(folder: Path, files: Path) -> None:
    """Whole processes on the same files: `endorse slate` beside check-jsonschema."""
    schema = folder / "schema.json"
    schema.write_text(equivalent_schema(api.load_rubric().rubric), encoding="utf-8")
    some = sorted(files.iterdir())[:500]
    endorse = Path(sys.executable).parent / "endorse"
    csv = ("--format", "csv", "--audience", "members", "--jobs", "1")
    ours = process(endorse, "slate", *some, *csv)
    theirs = process(CHECK_JSONSCHEMA, "--schemafile", schema, *some)
    pairs = [(took(theirs, children), took(ours, children)) for _ in range(ROUNDS)]
    row(
        f"{len(some)} YAML files, whole processes: check-jsonschema / endorse slate",
        *map(list, zip(*pairs, strict=True)),
        "at least 6",
    )


def main() -> None:
    """Everything, in one table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines, tenth = archive(folder, LINES), archive(folder, LINES // 10)
        print("| what | endorse | beside | ratio min median max | goal |")
        print("| --- | --- | --- | --- | --- |")
        paired(
            f"{LINES:,} lines, outcome, rows, scores, findings as csv / model_validate_json",
            slate(lines),
            validated(lines),
            "1.60",
        )
        files = folder_of(folder, FILES)
        paired(
            f"{FILES:,} YAML files, outcome, rows, scores, findings as csv / yaml.load",
            slate(files),
            loaded(files),
            "0.65",
        )
        with_schema(folder, files)
        few = archive(folder, 500)
        each = min(took(slate(few, "jsonl")) for _ in range(ROUNDS)) / 500
        print(f"| a full record | {each * 1e3:.2f} ms | | | 2 ms |")
        if len(os.sched_getaffinity(0)) > 1:
            clocks = [
                [took(slate(lines, jobs=jobs), time.perf_counter) for _ in range(ROUNDS)]
                for jobs in (1, 2)
            ]
            row("one worker / two workers, by the clock", clocks[0], clocks[1], "at least 1.50")
        most, less = memory(lines), memory(tenth)
        print(
            f"| memory at {LINES:,} / at {LINES // 10:,} | {most:.0f} MB | {less:.0f} MB "
            f"| {most / less:.2f} | 1.10 |"
        )


if __name__ == "__main__":
    main()
