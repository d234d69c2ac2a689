"""JSON Schemas (2020-12) of the files that people write, for editors: one module per form.

A schema says what can be said of a shape: keys, words, forms. What needs the rest of the file,
an id that must be defined, a table that must be total, is for `endorse rubric check`.
"""

from endorse_cli.reports.schema.candidate import candidate_schema, case_schema
from endorse_cli.reports.schema.rubric import rubric_schema

__all__ = ["candidate_schema", "case_schema", "rubric_schema"]
