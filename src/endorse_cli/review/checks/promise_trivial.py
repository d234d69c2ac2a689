"""A promise that says nothing: its `when` never holds, or its `then` always does.

It is proved, and the proof is worth nothing, since the case of which it speaks cannot occur. People
who see it among the promises kept would trust in something that was never tested. This is a note,
not an error, and leaves the exit status as it is.

What to do: correct the part that the message names, or leave the promise out. In the example the
score goes no higher than 6.

Has the fault:

```yaml
promises:
  heavy_is_paid:  # <- promise-trivial
    when: {all: [{tenants_voted: yes}, {weight: {at_least: 7}}]}
    then: {grant: pay}
    from: p4.3
    basis: inferred
```

Has not:

```yaml
promises:
  heavy_is_paid:
    when: {all: [{tenants_voted: yes}, {weight: {at_least: 5}}]}
    then: {grant: pay}
    from: p4.3
    basis: inferred
```
"""

# Raised in review/promises.py.
