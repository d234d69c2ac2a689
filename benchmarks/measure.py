"""The measuring process: started by run.py inside its environment, never by itself."""

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import cel
import yaml
from as_cel import Cel
from as_z3 import Z3
from questions import Interview, evenly, profiles
from schema import equivalent_schema

from endorse_cli import api
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.possible import reachable
from endorse_cli.review.checks.promise_broken import check_promises

HERE = Path(__file__).parent
CANDIDATE = HERE / "candidate.yaml"
CHECK_JSONSCHEMA = sys.argv[1]
QUICK = "--quick" in sys.argv
ROUNDS = 7 if QUICK else 25
PROCESSES = 5 if QUICK else 15

Run = Callable[[], object]


def seconds(run: Run, times: int) -> float:
    """The mean time of one call over `times` calls, without the collector in between."""
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    for _ in range(times):
        run()
    took = time.perf_counter() - start
    gc.enable()
    return took / times


def calls_in(run: Run, target: float = 0.02) -> int:
    """How many calls make a round long enough to be timed, without what only the first one does."""
    run()
    once = seconds(run, 3)
    return max(1, round(target / once))


def paired(name: str, ours: Run, theirs: Run, goal: str, rounds: int = ROUNDS) -> None:
    """Print one row: times and the ratio ours/theirs, pair by pair."""
    a, b = calls_in(ours), calls_in(theirs)
    pairs = [(seconds(ours, a), seconds(theirs, b)) for _ in range(rounds)]
    ratios = sorted(mine / other for mine, other in pairs)
    row(
        name,
        in_words(median(mine for mine, _ in pairs)),
        in_words(median(other for _, other in pairs)),
        f"{ratios[0]:.2f} {median(ratios):.2f} {ratios[-1]:.2f}",
        goal,
    )


def in_words(took: float) -> str:
    """A time in the unit that suits it."""
    return f"{took * 1e6:.1f} us" if took < 1e-3 else f"{took * 1e3:.1f} ms"


def row(*cells: str) -> None:
    """One row of the table."""
    print("| " + " | ".join(cells) + " |", flush=True)


def command(*words: object) -> Run:
    """A whole process, its output thrown away."""
    arguments = [str(word) for word in words]

    def run() -> object:
        return subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)

    return run


def whole_process() -> None:
    """`endorse score` of one file beside a bare program, and beside check-jsonschema.

    The bare program stands on the same libraries, validates one model and prints one table;
    check-jsonschema is given an equivalent schema.
    """
    with tempfile.TemporaryDirectory() as folder:
        schema = Path(folder) / "schema.json"
        schema.write_text(equivalent_schema(loaded.rubric), encoding="utf-8")
        endorse = Path(sys.executable).parent / "endorse"
        score = command(endorse, "score", CANDIDATE)
        bare = command(sys.executable, HERE / "bare.py", CANDIDATE)
        paired("whole process: score / a bare program", score, bare, "1.60", PROCESSES)
        paired(
            "whole process: score / check-jsonschema",
            score,
            command(CHECK_JSONSCHEMA, "--schemafile", schema, CANDIDATE),
            "1.00",
            PROCESSES,
        )


def reading() -> None:
    """One candidate in process, beside yaml.load alone on the same bytes, and with its model."""

    def load() -> object:
        return yaml.load(data, yaml.CSafeLoader)

    plain = api.parse(data)[0].value

    def validated() -> object:
        return load(), loaded.reader.model.model_validate(plain)

    def parsed() -> object:
        return api.parse(data)

    def lines() -> object:
        scored = api.score_text(data, loaded)
        assessment = scored.assessment
        return assessment.decisions, assessment.lines

    def justified() -> object:
        scored = api.score_text(data, loaded)
        assessment = scored.assessment
        shown = assessment.decisions, assessment.lines
        return shown, assessment.reasons, assessment.changes

    paired("parse / yaml.load", parsed, load, "")
    paired(
        "parse, validate, outcome, rows, lines / yaml.load and model_validate of the same model",
        lines,
        validated,
        "1.00",
    )
    paired("parse, validate, outcome, rows, lines / yaml.load", lines, load, "")
    paired("the same with reasons and least changes / yaml.load", justified, load, "1.20")


def deciding() -> None:
    """The outcome with its rows, and all lines, beside Rust CEL over the same rubric."""
    candidate = api.score_text(data, loaded).candidate
    compiled = loaded.compiled
    translator = Cel(compiled)
    masks = api.score_text(data, loaded).assessment.masks
    values = {
        translator.name(v.id): mask.bit_length() - 1
        for v, mask in zip(compiled.variables, masks, strict=True)
    }
    programs = [cel.compile(translator.decision(id)) for id in compiled.decisions]
    conditions = [cel.compile(text) for text in translator.conditions()]

    def ours() -> object:
        return loaded.assess(candidate).decisions

    def theirs() -> object:
        return [program.execute(values) for program in programs]

    found = [decided.rows for decided in ours().values()]
    assert [(row,) for row in theirs()] == found, "CEL disagrees"

    def all_lines() -> object:
        return loaded.assess(candidate).lines

    paired("outcomes with rows / CEL, one expression a decision", ours, theirs, "1.00")
    paired(
        "all lines / CEL, one program a condition",
        all_lines,
        lambda: [program.execute(values) for program in conditions],
        "0.50",
    )


def proving() -> None:
    """Compiling and proving every promise, beside z3 on the same rubric and promises."""

    def ours() -> object:
        return check_promises(compile_rubric(loaded.rubric))

    def theirs() -> object:
        oracle = Z3(loaded.compiled)
        return [oracle.holds(promise) for promise in loaded.rubric.promises.values()]

    assert all(kept.result == "proved" for kept in ours())
    assert all(theirs()), "z3 disagrees"
    paired("compile and prove all promises / z3", ours, theirs, "0.50, 50 ms", 3 if QUICK else 7)
    took = [seconds(lambda: compile_rubric(loaded.rubric), 1) for _ in range(ROUNDS)]
    row("compile the default rubric", in_words(median(took)), "", "", "")


def unknowns() -> None:
    """Outcomes possible with 0, 5, 10, 20 and all answers unknown."""
    compiled = loaded.compiled
    masks = list(api.score_text(data, loaded).assessment.masks)
    order = [level for level, variable in enumerate(compiled.variables) if not variable.recorded]
    for number in (0, 5, 10, 20, len(order)):
        opened = list(masks)
        for level in order[:: max(1, len(order) // max(number, 1))][:number]:
            opened[level] = compiled.variables[level].all_values

        def possible(opened: list[int] = opened) -> object:
            return [
                reachable(compiled.manager, decided.root, opened)
                for decided in compiled.decisions.values()
            ]

        took = [seconds(possible, calls_in(possible)) for _ in range(ROUNDS)]
        row(f"outcomes possible, {number} unknown", in_words(median(took)), "", "", "0.2 ms at 20")


def asking() -> None:
    """Questions until settled, advised and in rubric order (what no longer matters left out)."""
    interview = Interview(loaded.compiled)
    seed = 20260124
    for name, drawn, goal in (
        ("drawn evenly", evenly(loaded.compiled, 40 if QUICK else 400, seed), "0.90"),
        ("as many a row", profiles(loaded.compiled, 2 if QUICK else 12, seed), ""),
    ):
        ours = sum(interview.questions(profile, advised=True) for profile in drawn)
        theirs = sum(interview.questions(profile, advised=False) for profile in drawn)
        row(
            f"questions until settled / in rubric order, {len(drawn)} profiles {name}",
            f"{ours / len(drawn):.2f}",
            f"{theirs / len(drawn):.2f}",
            f"{ours / theirs:.2f}",
            goal,
        )


data = CANDIDATE.read_bytes()
loaded = api.load_rubric()

if __name__ == "__main__":
    print(f"Python {sys.version.split()[0]}; a candidate of {len(data.splitlines())} lines")
    row("what", "endorse", "peer", "ratio min median max", "goal")
    row("---", "---", "---", "---", "---")
    whole_process()
    reading()
    deciding()
    proving()
    unknowns()
    asking()
