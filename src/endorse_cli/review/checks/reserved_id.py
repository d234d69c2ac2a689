"""An id that is a word of the rubric language, or one that YAML readers disagree on.

A score called `points` would make `points: …` mean two things, and an id such as `yes` or `off`
reads as a truth value in some programs. Names inside a list, such as levels and choices, may be
`yes` or `none`, but not `unknown` or `not_applicable`: these have a meaning of their own.

What to do: choose another word; a second word added to it is enough.

Has the fault:

```yaml
scores:
  points:  # <- reserved-id
    {value: {sum: [need, reach]}, from: p3.3, basis: inferred}
```

Has not:

```yaml
scores:
  total_points:
    {value: {sum: [need, reach]}, from: p3.3, basis: inferred}
```
"""

# Raised in models/decisions.py, models/scalars.py.
