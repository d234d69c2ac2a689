"""The only place that says when two candidates are the same: name, seat and election."""

from unicodedata import normalize

from endorse_cli.models.candidate import Candidate


def identity(candidate: Candidate) -> tuple[str, ...]:
    """What tells candidates apart, however their names are spelled in capitals or accents' form."""
    day = candidate.election.isoformat() if candidate.election else None
    return identity_of(candidate.name, candidate.seat, day)


def identity_of(name: str, seat: str | None, election: str | None) -> tuple[str, ...]:
    """The same from the three things themselves."""
    parts = (name, seat or "", election or "")
    # Of ASCII alone the normal form is what it is, and small letters are its case folded.
    if name.isascii() and parts[1].isascii():
        return tuple([" ".join(part.lower().split()) for part in parts])
    return tuple(" ".join(normalize("NFKC", part).casefold().split()) for part in parts)
