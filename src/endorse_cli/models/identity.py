"""The only place that says when two candidates are the same: name, seat and election."""

from unicodedata import normalize

from endorse_cli.models.candidate import Candidate


def identity(candidate: Candidate) -> tuple[str, ...]:
    """What tells candidates apart, however their names are spelled in capitals or accents' form."""
    parts = (candidate.name, candidate.seat or "", str(candidate.election or ""))
    return tuple(" ".join(normalize("NFKC", part).casefold().split()) for part in parts)
