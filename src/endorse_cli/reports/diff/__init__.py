"""What a change of a rubric does, for people: as a table, and as a comment on a change."""
