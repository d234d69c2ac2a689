"""How far each number of a rubric can move before some candidate comes out otherwise, exactly."""
