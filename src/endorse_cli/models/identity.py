"""The only place that says when two candidates are the same, and when they run for one seat."""

from unicodedata import normalize

from endorse_cli.models.candidate import Candidate


def identity(candidate: Candidate) -> tuple[str, ...]:
    """What tells candidates apart, however their names are spelled in capitals or accents' form."""
    day = candidate.election.isoformat() if candidate.election else None
    return identity_of(candidate.name, candidate.seat, day)


def identity_of(name: str, seat: str | None, election: str | None) -> tuple[str, ...]:
    """The same from the three things themselves."""
    return _folded(name, seat or "", election or "")


def race_of(seat: str | None, office: str | None, election: str | None) -> tuple[str, ...] | None:
    """What tells races apart: the day, and the seat or, without one, the office.

    None where neither is given: nobody is known to run against somebody else then.
    """
    for kind, place in (("seat", seat), ("office", office)):
        if place is not None and place.strip():
            return (election or "", kind, *_folded(place))
    return None


def _folded(*parts: str) -> tuple[str, ...]:
    # Of ASCII alone the normal form is what it is, and small letters are its case folded.
    if all(map(str.isascii, parts)):
        return tuple([" ".join(part.lower().split()) for part in parts])
    return tuple(" ".join(normalize("NFKC", part).casefold().split()) for part in parts)
