"""A decision table has two cells for one combination of what it looks at.

If they name different outcomes, nobody can say which holds; if they name the same, one is left over
and will be forgotten when the other is changed. Most often one of the names was meant to be
another.

What to do: leave one out, or correct a name.

Has the fault:

```yaml
decisions:
  visit:
    outcomes: [none, soon]
    table:
      by: [tenants_voted]
      cells:
        - [no, none]
        - [yes, soon]
        - [yes, none]  # <- table-double
    from: p5.1
    basis: stated
```

Has not:

```yaml
decisions:
  visit:
    outcomes: [none, soon]
    table:
      by: [tenants_voted]
      cells:
        - [no, none]
        - [yes, soon]
    from: p5.1
    basis: stated
```
"""

# Raised in review/decision_uses.py.
