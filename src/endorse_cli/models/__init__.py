"""The shape of the files people write: rubric and candidate; and of the record we write."""
