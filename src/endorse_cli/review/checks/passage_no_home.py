"""A sentence of your document has no place in the rubric, and nothing says why.

`endorse rubric trace` goes through what the rubric rests on sentence by sentence. A sentence has a
home if a line cites it or its whole paragraph; a range does not stand for what is in it. Argument,
history and headings ask nothing of anyone and need no line; but then `passages:` says so, so that
nobody has to wonder whether a rule was forgotten. Without `--document` only what the rubric itself
names can be gone through.

What to do: read the sentence. If it asks something, add or mend the line that should rest on it;
if it asks nothing, name it under `passages:` with the reason.

Has the fault:

```yaml
findings:
  unlivable:
    when: {all: [{repairs: {includes_any: [heating, roof]}}, {need: {at_least: fair}}]}
    from: p3.1
    basis: stated
passages:  # <- passage-no-home
  p1: "The title."
```

Has not:

```yaml
findings:
  unlivable:
    when: {all: [{repairs: {includes_any: [heating, roof]}}, {need: {at_least: fair}}]}
    from: p3.1
    basis: stated
passages:
  p1: "The title."
  p3.2: "Says what everybody knows of such houses; it asks nothing."
```
"""

# Raised in review/trace.py.
