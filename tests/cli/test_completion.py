"""Completion in a shell: the protocol by which shells ask, and a real bash."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from endorse_cli.cli.options import join_words
from support.rubric_files import WITH_A_SET

from .running import HANGS, QUIET, Ended, Endorse, Write, installed

ROOT = Path(__file__).parents[2]
RIVERBEND = ROOT / "examples" / "riverbend" / "rubric.yaml"


def asked(endorse: Endorse, *words: str) -> Ended:
    """What bash is told when the cursor stands at the end of the last word."""
    env = {
        "_ENDORSE_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(["endorse", *words]),
        "COMP_CWORD": str(len(words)),
    }
    return endorse(env=env)


def offered(endorse: Endorse, *words: str) -> list[str]:
    """The words that bash offers; nothing may be said besides."""
    ended = asked(endorse, *words)
    assert (ended.status, ended.err) == (0, "")
    return ended.out.split()


def test_commands_and_options_are_offered(endorse: Endorse) -> None:
    """What can be typed can be found without the manual."""
    assert offered(endorse, "sch") == ["schema"]
    assert "--rubric" in offered(endorse, "score", "--ru")
    assert {"candidate", "rubric"} <= set(offered(endorse, "schema", ""))


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "--rubric", "class"),
        ("rubric", "check", "class"),
        ("score", "x", "--rubric", "=", "class"),
    ],
)
def test_shipped_rubrics_are_offered(endorse: Endorse, words: tuple[str, ...]) -> None:
    """A rubric can be named wherever one can stand, however the shell divides the words."""
    assert offered(endorse, *words) == ["class-alignment"]


def test_rubric_files_are_offered(
    endorse: Endorse, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files beside are offered, if every shell takes their name as it is."""
    for name in ("mine.yaml", "mine too.yaml", "mi$(x).yaml", "mine.txt"):
        write(name, "")
    monkeypatch.chdir(write("other", "").parent)
    assert offered(endorse, "rubric", "check", "mi") == ["mine.yaml"]
    assert offered(endorse, "rubric", "check", "./mi") == ["./mine.yaml"]
    assert offered(endorse, "rubric", "check", "none/mi") == []


def test_ids_of_the_default_rubric_are_offered(endorse: Endorse) -> None:
    """Criteria, findings, rows, outcomes and check codes are found by their first letters."""
    assert "dsa_member" in offered(endorse, "explain", "dsa")
    assert "class_struggle" in offered(endorse, "explain", "class_s")
    assert "recommendation.red_line" in offered(endorse, "explain", "recommendation.")
    assert offered(endorse, "explain", "row-sh") == ["row-shadowed"]


def test_ids_are_those_of_the_rubric_named(endorse: Endorse) -> None:
    """With `--rubric` before it, what a chapter added is offered, and else it is not."""
    own = set(offered(endorse, "explain", "--rubric", str(RIVERBEND), ""))
    base = set(offered(endorse, "explain", ""))
    assert own - base
    assert base - own == set()


@pytest.mark.parametrize("word", ["dsa_member", "dsa_member=y", "coalition.labor"])
def test_suppositions_are_offered_whole(endorse: Endorse, word: str) -> None:
    """An answer can be supposed by its first letters; a set by its members."""
    id = word.partition("=")[0]
    rubric = ("--rubric", str(WITH_A_SET))
    found = offered(endorse, "score", *rubric, "x.yaml", "--what-if", word)
    assert f"{id}=yes" in found
    assert all(pair.startswith(word) for pair in found)
    assert (f"{id}=unknown" in found) == ("=" not in word)


def test_after_the_sign_that_bash_divides_at_only_the_value_is_offered(endorse: Endorse) -> None:
    """Bash puts in place of what stands after `=` what it is offered."""
    words = ("score", "x.yaml", "--what-if", "dsa_member", "=")
    assert set(offered(endorse, *words)) == {"yes", "no", "unknown"}
    assert offered(endorse, *words, "y") == ["yes"]
    earlier = ("score", "--what-if", "dsa_member", "=", "yes", "--require", "recommendation", "=")
    assert offered(endorse, *earlier, "en") == ["endorse"]


def test_requirements_are_offered(endorse: Endorse) -> None:
    """Every decision with each of its outcomes can be required."""
    found = offered(endorse, "score", "x.yaml", "--require", "recommendation")
    assert found == [f"recommendation={name}" for name in ("decline", "deliberate", "endorse")]


BROKEN = {
    "no such file": None,
    "no YAML": "a: [",
    "no rubric": "candidate: Ada Brill\n",
    "nothing": "",
    "a rubric with faults": "format: 1\ncriteria:\n  odd: 7\n",
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_rubric_that_cannot_be_read_offers_nothing_of_its_own(
    endorse: Endorse, write: Write, tmp_path: Path, what: str
) -> None:
    """A person who presses a key never gets a report of faults into the line."""
    text = BROKEN[what]
    path = tmp_path / "none.yaml" if text is None else write("broken.yaml", text)
    for option in ("--what-if", "--require"):
        found = offered(endorse, "score", "x", "--rubric", str(path), option, "")
        assert [word for word in found if not word.startswith("odd=")] == []
    assert offered(endorse, "explain", "--rubric", str(path), "dsa") == []


def test_nothing_is_offered_that_a_shell_would_evaluate(endorse: Endorse, write: Write) -> None:
    """A rubric of somebody else's cannot bring a command into the shell of who completes it."""
    text = (ROOT / "docs" / "checks" / "base.yaml").read_text(encoding="utf-8")
    path = write("odd.yaml", text + 'findings:\n  "$(touch x)": {when: {need: great}}\n')
    found = offered(endorse, "explain", "--rubric", str(path), "")
    assert found
    assert not [
        word for word in found if not word.replace("-", "_").replace(".", "_").isidentifier()
    ]


@pytest.mark.parametrize("cursor", ["", "x", "-1", "²"])
def test_words_that_bash_never_sends_are_left_alone(cursor: str) -> None:
    """Whatever stands in the environment, the words are changed only where a cursor is known."""
    sent = {"_ENDORSE_COMPLETE": "complete_bash", "COMP_WORDS": "a\n=", "COMP_CWORD": cursor}
    kept = dict(sent)
    join_words(kept)
    assert kept == sent


def test_other_shells_get_whole_words(endorse: Endorse) -> None:
    """Fish and zsh keep `id=value` as one word, and are offered it as one."""
    line = "endorse score x.yaml --what-if dsa_member=y"
    for shell, more in (("fish", {"_TYPER_COMPLETE_FISH_ACTION": "get-args"}), ("zsh", {})):
        env = {"_ENDORSE_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line, **more}
        assert "dsa_member=yes" in endorse(env=env).out


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_what_is_installed_works_in_a_real_bash(tmp_path: Path) -> None:
    """`--install-completion` writes what bash reads when it starts, and bash then completes."""
    command = Path(installed())
    env = {
        **QUIET,
        "HOME": str(tmp_path),
        "PATH": f"{command.parent}{os.pathsep}{os.defpath}",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }
    words = "endorse explain class_s"
    script = f"""
        endorse --install-completion >&2 || exit
        . "$HOME/.bashrc"
        COMP_WORDS=({words}) COMP_CWORD=2
        "$(complete -p endorse | sed 's/.*-F \\([^ ]*\\).*/\\1/')" endorse
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    ran = subprocess.run(
        ["bash", "--norc", "-c", script],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=HANGS,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "class_struggle" in ran.stdout.split()
