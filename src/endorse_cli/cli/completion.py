"""The only place for completion in a shell: what is offered where, and how bash writes `=`."""

import os
from collections.abc import MutableMapping

import typer

ASKED = "_ENDORSE_COMPLETE"
_BEFORE_EQUALS = "_ENDORSE_BEFORE_EQUALS"


def rubrics(incomplete: str) -> list[str]:
    """Rubrics by name or file."""
    from endorse_cli.api.vocabulary import rubric_words

    return rubric_words(incomplete)


def ids(ctx: typer.Context) -> list[str]:
    """What can be explained under the rubric named so far."""
    from endorse_cli.api.vocabulary import id_words

    return id_words(_rubric(ctx))


def supposed(ctx: typer.Context) -> list[str]:
    """What can be supposed under the rubric named so far."""
    from endorse_cli.api.vocabulary import supposed_words

    return _after_equals(supposed_words(_rubric(ctx)))


def required(ctx: typer.Context) -> list[str]:
    """What can be required under the rubric named so far."""
    from endorse_cli.api.vocabulary import required_words

    return _after_equals(required_words(_rubric(ctx)))


def _rubric(ctx: typer.Context) -> str | None:
    named = ctx.params.get("rubric")
    return named if isinstance(named, str) else None


def _after_equals(pairs: list[str]) -> list[str]:
    id = os.environ.get(_BEFORE_EQUALS)
    if id is None:
        return pairs
    return [value for name, _, value in (pair.partition("=") for pair in pairs) if name == id]


def join_words(environment: MutableMapping[str, str]) -> None:
    """Undo what bash does to `=`: there it stands between words, as a word of its own.

    `--rubric = x` becomes `--rubric x`, `id = value` becomes `id=value`. Of the word being typed
    bash replaces only what stands after the `=`, so what stands before it is kept apart.
    """
    environment.pop(_BEFORE_EQUALS, None)
    cursor = environment.get("COMP_CWORD", "")
    if environment.get(ASKED) != "complete_bash" or not (cursor.isascii() and cursor.isdigit()):
        return
    words = environment.get("COMP_WORDS", "").split("\n")[: int(cursor) + 1]
    typed = words.pop() if len(words) > int(cursor) else ""
    if typed == "=":
        words, typed = [*words, typed], ""
    done = _joined(words)
    if done and done[-1].endswith("="):
        environment[_BEFORE_EQUALS] = done.pop()[:-1]
    environment["COMP_WORDS"] = "\n".join([*done, typed])
    environment["COMP_CWORD"] = str(len(done))


def _joined(words: list[str]) -> list[str]:
    done: list[str] = []
    for word in words:
        if word == "=" and done and done[-1].startswith("--"):
            continue
        if done and (word == "=" or done[-1].endswith("=")):
            done[-1] += word
        else:
            done.append(word)
    return done
