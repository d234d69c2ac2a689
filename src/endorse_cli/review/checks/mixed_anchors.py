"""A day is compared with things of which nobody can say which comes first.

Between a fixed day and "six months before the election" lies a time that is there for some
candidates and not for others; so it is between days and months, or between the election and the day
of assessment. A rubric is proved for all candidates at once, so one criterion keeps to fixed days,
or to one anchor in one unit. `before`, `after` and the bare anchor go together.

What to do: write all days of this criterion in one way, or ask two questions.

Has the fault:

```yaml
criteria:
  reported:
    {group: house, ask: "When was it reported?", answer: date, from: p2.5, basis: stated}
findings:
  waited:
    {when: {reported: {no_later_than: {months: 3, before: as_of}}}, from: p3.3, basis: stated}
  old:
    {when: {reported: {no_later_than: 2020-12-31}}, from: p3.4, basis: stated}  # <- mixed-anchors
decisions:
  visit:
    outcomes: [none, later, soon]
    rows:
      old: {is: soon, when: old, from: p5.1, basis: stated}
      waited: {is: later, when: waited, from: p5.1, basis: stated}
    otherwise: {is: none, from: p5.2, basis: stated}
```

Has not:

```yaml
criteria:
  reported:
    {group: house, ask: "When was it reported?", answer: date, from: p2.5, basis: stated}
findings:
  waited:
    {when: {reported: {no_later_than: {months: 3, before: as_of}}}, from: p3.3, basis: stated}
decisions:
  visit:
    outcomes: [none, later]
    rows:
      waited: {is: later, when: waited, from: p5.1, basis: stated}
    otherwise: {is: none, from: p5.2, basis: stated}
```
"""

# Raised in review/anchors.py.
