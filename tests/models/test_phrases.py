"""The words that people read are checked where they stand, and read as they are written."""

import pytest

from endorse_cli.models.load import read_rubric
from support.base import STATED, Edit, edited, put, steps
from support.world import all_faults

WORDS = (
    put("document by", "the members"),
    put("headline", "standing"),
    put("criteria care label", "Care with the bike"),
    put("criteria care asked", "How careful are you with it?"),
    put("criteria care notice", {"none": {"say": "No care was seen.", "when": "in_order"}}),
    put("families house_rules notice", {"broken": {"say": "A house rule was broken."}}),
    put("findings in_order says", {"yes": "has every paper", "no": "lacks a paper"}),
    put("decisions loan rows rule because", "it breaks a house rule"),
    put("decisions loan otherwise because", "nothing speaks for it or against it"),
    put("decisions loan moves", {"lend": "that {candidate} be lent the bike in {chapter}"}),
    put("slate guidance all_regular among", {"loan": "lend"}),
)


def test_every_key_for_words_is_read() -> None:
    """A rubric with all of them has no fault, and each stands where it was written."""
    assert all_faults(edited(*WORDS)) == []
    rubric, _ = read_rubric(edited(*WORDS))
    care, finding, loan = (
        rubric.criteria["care"], rubric.findings["in_order"], rubric.decisions["loan"],
    )  # fmt: skip
    assert (rubric.document.by, rubric.headline) == ("the members", "standing")
    assert (care.label, care.asked) == ("Care with the bike", "How careful are you with it?")
    assert care.notice["none"].say == "No care was seen."
    assert rubric.families["house_rules"].notice["broken"].say == "A house rule was broken."
    assert finding.says is not None
    assert (finding.says.yes, finding.says.open) == ("has every paper", None)
    assert loan.row("rule").because == "it breaks a house rule"
    assert loan.row("otherwise").because == "nothing speaks for it or against it"
    assert loan.moves["lend"].startswith("that {candidate}")


WRONG: list[tuple[str, Edit, str, str, str]] = [
    ("a label of 41", put("criteria care label", "x" * 41), "bad-value", "criteria care label",
     "`label` has 41 characters; 40 are the most."),
    ("a placeholder of none", put("decisions loan moves", {"lend": "lend it to {name}"}),
     "bad-value", "decisions loan moves lend", "`{name}`"),
    ("a brace alone", put("decisions loan moves", {"lend": "lend it to {candidate"}),
     "bad-value", "decisions loan moves lend", "`{`"),
    ("a move of no outcome", put("decisions loan moves", {"lent": "lend it"}),
     "bad-value", "decisions loan moves lent", "`lent`"),
    ("a finding that says nothing", put("findings in_order says", {}),
     "bad-shape", "findings in_order says", "`says`"),
    ("a finding that says a fourth", put("findings in_order says", {"maybe": "perhaps"}),
     "unknown-key", "findings in_order says maybe", "`maybe`"),
    ("a notice of no answer", put("criteria care notice", {"all": {"say": "All."}}),
     "bad-value", "criteria care notice all", "`all`"),
    ("a notice that says nothing", put("criteria care notice", {"none": {"when": "backed"}}),
     "missing-key", "criteria care notice none", "`say`"),
    ("a notice on no finding",
     put("criteria care notice", {"none": {"say": "None.", "when": "bakced"}}),
     "unknown-id", "criteria care notice none when", "`bakced`"),
    ("a notice on a kind that does not fit",
     put("criteria care notice", {"none": {"say": "None.", "when": {"skill": "wet"}}}),
     "bad-value", "criteria care notice none when skill", "`wet`"),
    ("a family's notice of no answer",
     put("families house_rules notice", {"brokn": {"say": "Broken."}}),
     "bad-value", "families house_rules notice brokn", "`broken`"),
    ("a headline that is none", put("headline", "lone"), "unknown-id", "headline", "`loan`"),
    ("a headline that is a finding", put("headline", "backed"),
     "type-mismatch", "headline", "finding"),
    ("guidance among no finding", put("slate guidance all_regular among", "bakced"),
     "unknown-id", "slate guidance all_regular among", "`bakced`"),
    ("guidance that cites no digest", put("slate guidance all_regular among",
     {"loan": "lend", "from": "p9", "basis": "stated"}),
     "line-no-source", "slate guidance all_regular among from", "p9"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "code", "place", "said"), [w[1:] for w in WRONG],
                         ids=[w[0] for w in WRONG])  # fmt: skip
def test_a_wrong_word_is_one_fault_at_its_place(
    edit: Edit, code: str, place: str, said: str
) -> None:
    """Each is reported once, with its code, where it stands, in the user's words."""
    (found,) = all_faults(edited(edit))
    assert (found.code, found.trail) == (code, steps(place))
    assert said in f"{found.message} {found.help}"


def test_a_condition_for_words_gives_no_criterion_weight() -> None:
    """What only a notice or guidance asks is idle all the same: words change no outcome."""
    asked = {"group": "use", "ask": "How big?", "answer": "yes_no", **STATED}
    (found,) = all_faults(
        edited(
            put("criteria size", asked),
            put("criteria care notice", {"none": {"say": "None.", "when": {"size": "yes"}}}),
            put("slate guidance all_regular among", {"size": "yes"}),
        )
    )
    assert (found.code, found.trail) == ("criterion-idle", steps("criteria size"))
