"""A test or an amount does not fit what it is asked of.

The ids are right, and the question makes no sense: `at_least` of an answer that is yes or no, a
level where a score needs a number, a finding where a criterion belongs. No answer could make it
true or false in a way that people would agree on.

What to do: ask it in the way that fits. Yes or no, a choice, a level: write the name. Levels and
scores: also `at_least`, `more_than`, `at_most`, `less_than`. Sets: `includes`, `includes_any`. In a
score a criterion needs a scale with `worth`, or `points` with `give`.

Has the fault:

```yaml
findings:
  agreed:
    {when: {tenants_voted: {at_least: yes}}, from: p3.3, basis: stated}  # <- type-mismatch
```

Has not:

```yaml
findings:
  agreed:
    {when: {tenants_voted: yes}, from: p3.3, basis: stated}
```
"""

# Raised in review/names.py, review/references.py, review/taken_out.py, models/additions.py.
