"""What a rubric means: regions, days in force, overlays merged, answers read under it."""
