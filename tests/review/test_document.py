"""A rubric against its document: every citation must be there."""

from endorse_cli.engine.compile import compile_rubric
from endorse_cli.review.citations import read_text
from endorse_cli.review.verdict import check_rubric
from support.base import edited, put
from support.world import Plain, sound

TEXT = "The house rules\nMembers may ask. Others wait.\nRules are few.\n"


def missing(*trails: str) -> list[tuple[str, tuple[str | int, ...]]]:
    """What is reported of a rubric that cites p2.9 at these places."""
    rubric: dict[str, Plain] = edited(*(put(trail, "p2.9") for trail in trails))
    verdict = check_rubric(sound(rubric), compile_rubric(sound(rubric)), text=read_text(TEXT))
    return [(d.code, d.trail) for d in verdict.diagnostics]


def test_a_rubric_whose_citations_are_all_there_has_no_finding() -> None:
    """Paragraphs and sentences that the document has are never reported."""
    assert missing() == []


def test_every_citation_that_the_document_lacks_is_reported_at_its_place() -> None:
    """A sentence too many is found wherever it is cited, once for each place."""
    places = {
        "criteria care from": ("criteria", "care", "from"),
        "settings care_needed from": ("settings", "care_needed", "from"),
        "scores merit from": ("scores", "merit", "from"),
        "findings backed when from": ("findings", "backed", "when", "from"),
        "findings backed unless 0 from": ("findings", "backed", "unless", 0, "from"),
        "decisions loan rows rule from": ("decisions", "loan", "rows", "rule", "from"),
        "decisions loan otherwise from": ("decisions", "loan", "otherwise", "from"),
        "promises skill_counts from": ("promises", "skill_counts", "from"),
        "readings what_is_care at": ("readings", "what_is_care", "at"),
        "slate guidance all_regular from": ("slate", "guidance", "all_regular", "from"),
    }
    found = missing(*places)
    assert {trail for _, trail in found} == set(places.values())
    assert {code for code, _ in found} == {"line-no-source"}
    assert len(found) == len(places)
