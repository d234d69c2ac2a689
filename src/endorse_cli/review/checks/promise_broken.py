"""A promise of the rubric does not hold for every candidate that there could be.

Promises say what members were told the rubric would never do. All possible answers were gone
through, and at least one candidate gets what was ruled out. Scoring goes on, and reports show the
broken promise in one line.

What to do: decide which of the two is wrong. If the rows are, change the one that decides the
example; if the promise says more than was meant, narrow it. `endorse rubric check --examples DIR`
writes the candidate that breaks it as a file. The exit status is 1.

Here the row about the vote decides first, and the promise forgot it:

Has the fault:

```yaml
promises:
  unlivable_is_paid:  # <- promise-broken
    when: unlivable
    then: {grant: pay}
    from: p4.2
    basis: stated
```

Has not:

```yaml
promises:
  unlivable_is_paid:
    when: {all: [unlivable, {tenants_voted: yes}]}
    then: {grant: pay}
    from: p4.2
    basis: stated
```
"""

# Raised in review/promises.py.
