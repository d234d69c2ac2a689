"""Editions at the command line: what no byte of a public result holds, whatever its format."""

import pytest

from cli.running import Endorse, Write

CANDIDATE = """\
candidate: Odalys Wren ann@rivers.example
office: Council (555) 013-4567
election: 2026-11-03
as_of: 2026-05-01
answers:
  dsa_member: {answer: yes, note: Said behind closed doors.}
  red_lines:
    answer: crossing
    note: Money changed hands.
    public: true
    evidence: [{source: Somebody heard that money changed hands}]
statements:
  against: [{by: ann@rivers.example, text: Ring 555.013.4567.}]
"""
SECRETS = (b"rivers.example", b"013-4567", b"013.4567", b"closed doors", b"hanged hands")

FORMATS = ("table", "json", "html")


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_planted_is_in_any_byte(endorse: Endorse, write: Write, format: str) -> None:
    """Contact data, internal notes and unsourced allegations stay inside."""
    path = write("wren.yaml", CANDIDATE)
    ended = endorse("score", path, "--format", format, "--audience", "public")
    assert ended.status == 0
    assert [secret for secret in SECRETS if secret in ended.out.encode()] == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_with_faults_is_not_quoted(endorse: Endorse, write: Write, format: str) -> None:
    """A message about a fault would show the line that holds it."""
    sound = write("sound.yaml", "candidate: Bo Hallam\nanswers: {}\n")
    path = write("wren.yaml", CANDIDATE.replace("crossing", "ann@rivers.example"))
    ended = endorse("score", sound, path, "--format", format, "--audience", "public")
    assert ended.status == 3
    assert [secret for secret in SECRETS if secret in ended.out.encode()] == []
    assert "wren.yaml" in ended.out


def test_a_format_to_be_passed_on_has_to_be_told_for_whom(endorse: Endorse, write: Write) -> None:
    """Nobody publishes the members' edition because it was the default."""
    path = write("wren.yaml", CANDIDATE)
    refused = endorse("score", path, "--format", "html")
    assert refused.status == 2
    assert refused.out == ""
    assert "--audience" in refused.err
    assert endorse("score", path, "--format", "html", "--audience", "members").status == 0


def test_members_see_what_was_written_for_them(endorse: Endorse, write: Write) -> None:
    """Without a word a record is for members, and holds everything."""
    path = write("wren.yaml", CANDIDATE)
    named = endorse("score", path, "--format", "json", "--audience", "members")
    assert endorse("score", path, "--format", "json").out == named.out
    assert "closed doors" in named.out
    assert '"edition"' not in named.out


def test_the_table_says_what_was_left_out(endorse: Endorse, write: Write) -> None:
    """A reader of the public edition knows that it is one."""
    out = endorse("score", write("wren.yaml", CANDIDATE), "--audience", "public").out
    assert "Edition: for the public. Left out: 1 note for members, contact data in 4 places" in out


def test_a_public_record_carries_no_texts(endorse: Endorse, write: Write) -> None:
    """The file is for members, so it is a usage error to ask for it in public."""
    path = write("wren.yaml", CANDIDATE)
    words = ("score", path, "--format", "json", "--self-contained")
    assert endorse(*words).status == 0
    refused = endorse(*words, "--audience", "public")
    assert refused.status == 2
    assert refused.out == ""
    assert "--self-contained" in refused.err


def test_only_a_record_is_self_contained(endorse: Endorse, write: Write) -> None:
    """Nobody thinks that a table carries what it was made from."""
    refused = endorse("score", write("wren.yaml", CANDIDATE), "--self-contained")
    assert refused.status == 2
    assert "--format json" in refused.err
