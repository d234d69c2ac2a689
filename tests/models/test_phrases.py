"""The words that people read are checked where they stand, and read as they are written."""

from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import PHRASES, STATED, Edit, edited, put, steps
from support.world import all_faults


def test_every_key_for_words_is_read() -> None:
    """A rubric with all of them has no fault, and each stands where it was written."""
    assert all_faults(edited(*PHRASES)) == []
    rubric, _ = read_rubric(edited(*PHRASES))
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


def told(edit: Edit) -> str:
    """What is said of the one fault that an edit makes."""
    (found,) = all_faults(edited(edit))
    return f"{found.message} {found.help}"


def test_a_long_label_is_told_its_length() -> None:
    """Who shortens it must know by how much."""
    assert told(put("criteria care label", "x" * 41)) == (
        "`label` has 41 characters; 40 are the most. Shorten it: it heads rows and columns."
    )


def test_what_stands_in_braces_is_one_of_four() -> None:
    """A placeholder that nothing fills would be printed in a motion; so would half a brace."""
    accepted = "In braces: `{candidate}`, `{office}`, `{election}` or `{chapter}`."
    for wrong, braced in (("{name}", "`{name}`"), ("{candidate", "`{`"), ("that} be", "`}`")):
        said = told(put("decisions loan moves", {"lend": f"lend it to {wrong}"}))
        assert braced in said
        assert said.endswith(accepted)


def test_the_nearest_decision_is_named_for_a_headline() -> None:
    """A misspelt headline is told the decision that is meant, and a finding that it is none."""
    assert "`loan`" in told(put("headline", "lone"))
    assert told(put("headline", "backed")).startswith("`backed` is a finding and cannot stand")


def test_a_condition_for_words_gives_no_criterion_weight() -> None:
    """What only a notice or guidance asks is idle all the same: words change no outcome."""
    asked = {"group": "use", "label": "Size", "ask": "How big?", "answer": "yes_no", **STATED}
    (found,) = all_faults(
        edited(
            put("criteria size", asked),
            put("criteria care notice", {"none": {"say": "None.", "when": {"size": "yes"}}}),
            put("slate guidance all_regular among", {"size": "yes"}),
        )
    )
    assert (found.code, found.trail) == ("criterion-idle", steps("criteria size"))
