"""A part that must be written is left out, such as a criterion's question or a row's outcome.

Nothing stands in for it. Whatever the program filled in would be its own opinion, and people would
take it for the rubric's.

What to do: add the key that the message names, in the entry to which it points.

Has the fault:

```yaml
criteria:
  reach:  # <- missing-key
    group: house
    answer: extent
    from: p2.3
    basis: stated
```

Has not:

```yaml
criteria:
  reach:
    group: house
    ask: "How many homes does it help?"
    answer: extent
    from: p2.3
    basis: stated
```
"""

# Raised in models/problems.py, models/grounds.py, models/overlay.py,
# models/additions.py, files/catalog.py, review/amount_uses.py.
