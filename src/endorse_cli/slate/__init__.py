"""Many candidates: the work shared out, and what can be said of them together only."""
