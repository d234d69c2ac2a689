"""One id or key stands for two things, or one candidate stands in the files twice.

Criteria, families, settings, scores, findings and decisions share their ids, so that a word in a
condition means one thing. Where a key stands twice, many programs keep the last and say nothing;
an answer that was corrected in one of the two places would be taken from the other.

What to do: choose another id, or take one of the two away. Two candidates are the same if name,
seat and election are.

Has the fault:

```yaml
scores:
  urgency: {value: {sum: [need, reach]}, from: p3.3, basis: inferred}
findings:
  urgency:  # <- doubled-id
    {when: {need: great}, from: p3.3, basis: inferred}
```

```yaml candidate
candidate: Tenants of 14 Mill Lane
answers:
  need: small
  need: great  # <- doubled-id
```

Has not:

```yaml
scores:
  urgency: {value: {sum: [need, reach]}, from: p3.3, basis: inferred}
findings:
  urgent:
    {when: {need: great}, from: p3.3, basis: inferred}
```

```yaml candidate
candidate: Tenants of 14 Mill Lane
answers:
  need: great
```
"""

# Raised in models/agreement.py, models/scalars.py (lists), models/layering.py,
# models/additions.py, files/document.py (keys), api/candidates.py (candidates).
