"""A key that means nothing in this place; most often it is a misspelled one.

If it were passed over, what it says would be lost and nobody would notice: in the example the
rubric would ask for no proof of the damage, though whoever wrote it wanted proof.

What to do: write the key that the message names as the nearest one. If the word belongs to a text,
put quotes around that text: between braces a comma begins a new key.

Has the fault:

```yaml
criteria:
  need:
    group: house
    ask: "How far does the damage go?"
    answer: extent
    evidense: required  # <- unknown-key
    from: p2.2
    basis: stated
```

Has not:

```yaml
criteria:
  need:
    group: house
    ask: "How far does the damage go?"
    answer: extent
    evidence: required
    from: p2.2
    basis: stated
```
"""

# Raised in models/problems.py, models/candidate_problems.py, files/catalog.py.
