"""JSON Schemas (2020-12) of candidates' files and cases, for editors (rubrics: `json_schema`).

A schema says what can be said of a shape: keys, words, forms. What needs the rest of the file,
an id that must be defined, a table that must be total, is for `endorse rubric check`.
"""

from endorse_cli.reports.schema.candidate_files import candidate_schema, case_schema

__all__ = ["candidate_schema", "case_schema"]
