"""A word or a number stands here that is none of those accepted.

A level that the scale does not have, an answer that the question does not offer, a day that is not
in the calendar, a citation that is not of the form `p7.3`. Nothing is ever bent into shape: `maybe`
does not become unknown, nor `true` become yes.

What to do: take one of the accepted words; the message lists them, the nearest one first.

Has the fault:

```yaml
findings:
  urgent:
    {when: {need: {at_least: large}}, from: p3.3, basis: inferred}  # <- bad-value
```

```yaml candidate
candidate: Tenants of 14 Mill Lane
answers:
  tenants_voted: maybe  # <- bad-value
```

Has not:

```yaml
findings:
  urgent:
    {when: {need: {at_least: fair}}, from: p3.3, basis: inferred}
```

```yaml candidate
candidate: Tenants of 14 Mill Lane
answers:
  tenants_voted: unknown
```
"""

# Raised in models/scalars.py, models/problems.py, models/answers.py and the other models;
# files/catalog.py.
