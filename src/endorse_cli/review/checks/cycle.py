"""A finding, score or decision that rests on itself, straight or by way of others.

To know whether it holds one would have to know it already, so neither a person nor the program can
ever begin.

What to do: let one of those that the message names rest on criteria only. If two of them say the
same thing, keep one.

Has the fault:

```yaml
findings:
  well_planned:
    {when: {all: [backed, {need: {at_least: fair}}]}, from: p3.3, basis: inferred}
  backed:  # <- cycle
    {when: {any: [well_planned, {tenants_voted: yes}]}, from: p3.4, basis: inferred}
```

Has not:

```yaml
findings:
  well_planned:
    {when: {all: [backed, {need: {at_least: fair}}]}, from: p3.3, basis: inferred}
  backed:
    {when: {tenants_voted: yes}, from: p3.4, basis: inferred}
```
"""

# Raised in review/cycles.py, files/catalog.py.
