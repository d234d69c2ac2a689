"""A decision table has no cell for some combination of what it looks at.

A table must say what follows for every combination, also for those that nobody expects: they are
the ones that are argued over later. The message names up to three of those that are missing.

What to do: add the cells. If one outcome is to stand for all the rest, write `rows:` with an
`otherwise:` instead.

Has the fault:

```yaml
decisions:
  visit:
    outcomes: [none, soon]
    table:
      by: [tenants_voted, need]
      cells:  # <- table-gap
        - [no, small, none]
        - [no, fair, none]
        - [no, great, soon]
        - [yes, small, none]
        - [yes, great, soon]
    from: p5.1
    basis: stated
```

Has not:

```yaml
decisions:
  visit:
    outcomes: [none, soon]
    table:
      by: [tenants_voted, need]
      cells:
        - [no, small, none]
        - [no, fair, none]
        - [no, great, soon]
        - [yes, small, none]
        - [yes, fair, soon]
        - [yes, great, soon]
    from: p5.1
    basis: stated
```
"""

# Raised in review/decision_uses.py.
