"""What a report shows, computed once from a record and its rubric, with the rubric's words."""
