"""The only place for the fixed words of the rubric language."""

from typing import Literal, get_args

Cure = Literal["candidate", "chapter", "time", "nobody"]
Whom = Literal["candidate", "campaign", "roll", "committee"]
Panel = Literal["mean", "median", "lowest", "highest", "unanimous"]
CURES: tuple[Cure, ...] = get_args(Cure)
WHOM: tuple[Whom, ...] = get_args(Whom)
PANELS: tuple[Panel, ...] = get_args(Panel)
REASONS_UNKNOWN = ("not_asked", "no_reply", "declined", "could_not_verify")

_RESERVED = """
adopted after all amount anchors answer any are as_of ask asked_of assume at at_least
at_most bands basis before better between by campaign candidate cells chapter choice chosen
clamp committee count counts criteria cure cuts date days decisions demand digests document
down effective election even every evidence expected extends false families fewer_than_last
findings for format fresh_for from give group groups guidance half highest if_none in
in_force includes includes_any inferred instead is less_than levels list_others lowest max
may_be may_be_given mean median min minus months more_never_helps more_never_hurts more_than
n no no_earlier_than no_effect no_later_than no_more_than_last no_single_swing nobody none not
not_applicable note null number of off on one_of otherwise out_of outcomes panel passages passed
placeholder points promises published question readings recorded recorded_members required
required_for roll round rows rubric say scales scores set setting settings share since slate
smaller_share_than_last some some_effect stated step sum switch_off table then time times
title titles to true unanimous undetermined unit unknown unless unordered until up value
version waive weeks when worth y years yes yes_no
"""

RESERVED = frozenset((*_RESERVED.split(), "higher", "lower"))
"""No id may be one of these: words of the grammar, and words that YAML readers disagree on."""
