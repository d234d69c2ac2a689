"""What reviews of a rubric and of records found, for people and for build services."""
