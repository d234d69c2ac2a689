"""Papers that are made of a record, and the small language of their templates."""
