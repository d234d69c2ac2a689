"""The default rubric beside the description of how its document is to be read, table by table.

What is written here comes from that description and not from the rubric's file; what the rows
decide is proved in `engine/test_default_rubric_z3.py`.
"""

import re

import pytest

from endorse_cli import api
from endorse_cli.models.conditions import All
from endorse_cli.models.criteria import Criterion

LOADED = api.load_rubric()
RUBRIC = LOADED.rubric
CRITERIA = RUBRIC.criteria

GROUPS = {
    "conditions": "dsa_member chapter_member solicited_endorsement openly_socialist "
    "accepts_positions",
    "red_lines": "red_lines",
    "class_struggle": "labor_capital_opposition mobilizes_class politicizes_workers "
    "polarizes_against_establishment labor_backing progressive_backing tenant_backing mass_reach "
    "strong_labor_policy",
    "cadre": "rooted_in_chapter viable_path office_kind office_has_power socialist_pole "
    "transformative_reforms coordinates_strategy party_infrastructure loyalty_to_dsa "
    "socialists_in_office_group",
    "weighing": "class_alignment left_labor_bloc material_gains organizing_burden "
    "expected_votes_against internal_conflict public_conflict sio_commitment leading_force",
    "no_weight": "builds_base independent_power politicized_base internal_pressure "
    "capacity_argument agitational_purpose previously_endorsed",
}

WHOM = {
    "roll": "dsa_member chapter_member",
    "candidate": "solicited_endorsement accepts_positions sio_commitment",
    "campaign": "openly_socialist labor_backing progressive_backing tenant_backing viable_path "
    "mass_reach",
}
"""Everything else is for the committee."""

CURES = {
    "nobody": "office_kind office_has_power",
    "candidate": "dsa_member chapter_member solicited_endorsement openly_socialist "
    "accepts_positions red_lines sio_commitment expected_votes_against public_conflict "
    "labor_capital_opposition mobilizes_class politicizes_workers "
    "polarizes_against_establishment labor_backing progressive_backing tenant_backing",
    "chapter": "organizing_burden internal_conflict coordinates_strategy",
}
"""Everything else may change with time."""

SETTINGS = {
    "campaign_needed": "clear",
    "cadre_needed": "clear",
    "backing_needed": "most",
    "positions_needed": "with_exceptions",
    "coordination_needed": "some",
    "unbearable_level": "defining",
    "leading_needed": "clear",
    "mass_reach_needed": "clear",
    "path_needed": "competitive",
    "rootedness_needed": "clear",
    "committee_weight": "1/2",
    "surplus_needed": "1",
    "deficit_limit": "-1",
}

NOTICES = {
    ("sio_commitment", "refuses"),
    ("accepts_positions", "with_exceptions"),
    ("red_lines", "past"),
    ("internal_pressure", "yes"),
    ("capacity_argument", "yes"),
    ("leading_force", "none"),
    ("leading_force", "some"),
    ("organizing_burden", "defining"),
    ("expected_votes_against", "defining"),
    ("internal_conflict", "defining"),
    ("public_conflict", "defining"),
}

BASES = {
    "classification": {"cadre": "stated", "class_struggle": "stated", "otherwise": "stated"},
    "recommendation": {
        "red_line": "stated",
        "no_track": "stated",
        "cadre_not_open": "stated",
        "cadre_endorsed": "inferred",
        "cadre_condition": "inferred",
        "condition_fails": "stated",
        "deficit": "stated",
        "unbearable_cost": "inferred",
        "surplus": "stated",
        "otherwise": "inferred",
    },
}


def by_criterion(table: dict[str, str], other: str) -> dict[str, str]:
    """A table of lists, the other way round; who is on none of them is `other`."""
    named = {id: key for key, ids in table.items() for id in ids.split()}
    return {id: named.get(id, other) for id in CRITERIA}


def anchors_of(criterion: Criterion) -> dict[str, str]:
    """What an assessor reads beside each answer: the criterion's own words, else its scale's."""
    scale = criterion.kind.scale
    return {**(RUBRIC.scales[scale].anchors if scale else {}), **criterion.anchors}


def test_the_questions_stand_in_the_order_of_the_text() -> None:
    """Groups and criteria, none missing and none besides."""
    assert {g: " ".join(c.id for c in CRITERIA.values() if c.group == g) for g in GROUPS} == GROUPS
    assert list(CRITERIA) == " ".join(GROUPS.values()).split()
    assert RUBRIC.version == "2.0.0"


def test_who_is_asked_and_who_can_change_it() -> None:
    """Both as the text lists them."""
    assert {c.id: c.asked_of for c in CRITERIA.values()} == by_criterion(WHOM, "committee")
    assert {c.id: c.cure for c in CRITERIA.values()} == by_criterion(CURES, "time")


def test_every_inferred_threshold_is_a_setting_and_says_so() -> None:
    """A chapter that reads the document otherwise finds one line to set."""
    assert {id: setting.value for id, setting in RUBRIC.settings.items()} == SETTINGS
    assert {setting.grounds.basis for setting in RUBRIC.settings.values()} == {"inferred"}


def test_rows_stand_in_order_and_say_what_they_rest_on() -> None:
    """A row is stated only where the document states it."""
    found = {d.id: {r.id: r.grounds.basis for r in d.rows} for d in RUBRIC.decisions.values()}
    assert found == BASES
    assert [list(rows) for rows in found.values()] == [list(rows) for rows in BASES.values()]


def test_members_see_what_they_should_beside_the_verdict() -> None:
    """Some answers are said whatever they weigh, and no other is."""
    inherited = {
        (id, name)
        for family in RUBRIC.families.values()
        for id in RUBRIC.members(family.id)
        for name in family.notice
    }
    own = {(c.id, name) for c in CRITERIA.values() for name in c.notice}
    assert own | inherited == NOTICES
    for name in ("none", "some"):
        assert CRITERIA["leading_force"].notice[name].when is not None


@pytest.mark.parametrize("id", CRITERIA)
def test_a_question_has_words_for_people(id: str) -> None:
    """A short label of its own, a question to whoever is asked, and one sentence each answer."""
    criterion = CRITERIA[id]
    assert criterion.label
    assert [c.id for c in CRITERIA.values() if c.label == criterion.label] == [id]
    if criterion.asked_of != "committee":
        assert criterion.asked
        assert criterion.asked.endswith("?")
        assert criterion.asked_of == "roll" or re.search(r"\byour?s?\b", criterion.asked)
    anchors = anchors_of(criterion)
    assert set(anchors) == set(criterion.answers.names)
    for anchor in anchors.values():
        assert re.fullmatch(r"[A-Z][^.]*\.", anchor), anchor


def test_no_level_asks_for_paper_alone() -> None:
    """Chapters decide half a year ahead: no anchor of a level asks for a written plan as proof."""
    paper = re.compile(r"\b(a plan|written|minutes|signed|in writing|on paper|leaflets?|drafts?)\b")
    asked = [c for c in CRITERIA.values() if c.recorded is None]
    found = {(c.id, name) for c in asked for name, a in anchors_of(c).items() if paper.search(a)}
    assert found == set()


def test_what_is_inferred_for_cadre_is_marked_where_it_is_used() -> None:
    """Three of the five conditions are named for class struggle campaigns only."""
    (row,) = (r for r in RUBRIC.decisions["recommendation"].rows if r.id == "cadre_endorsed")
    assert isinstance(row.when, All)
    used = [part for part in row.when.parts if part.grounds is not None]
    assert [(part.grounds.locators, part.grounds.basis) for part in used if part.grounds] == [
        (("p10.1", "p16.2"), "inferred")
    ]
    assert "three of five inferred" in RUBRIC.groups["conditions"]


def test_guidance_is_the_document_speaking() -> None:
    """Each line says what the slate is, and then what the document says of that."""
    assert RUBRIC.slate is not None
    for guidance in RUBRIC.slate.guidance.values():
        assert re.search(r"[.] The document (warns|asks)", guidance.say), guidance.id


def test_the_document_names_no_body() -> None:
    """Whose text it is stands nowhere in it, so the rubric does not say."""
    assert RUBRIC.document.by is None
