"""What a change of a rubric does: what was changed, and what that means for every candidate."""
