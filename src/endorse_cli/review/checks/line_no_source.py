"""A line of the rubric does not say which passage of your document it rests on.

Every criterion, finding, score, row and promise cites the passage it comes from, so that anyone can
look up whether the document says so. A line without one cannot be told from an invention. A
citation is at fault, too, if its paragraph is not among those that `digests` lists, or if
`--document` is given and the text has no such paragraph or sentence.

What to do: add `from:` with the paragraph (`p3`) or the sentence (`p3.3`). A line that is your own
reading cites the passage nearest to it, with `basis: inferred`.

Has the fault:

```yaml
findings:
  urgent:  # <- line-no-source
    when: {need: great}
    basis: inferred
```

Has not:

```yaml
findings:
  urgent:
    when: {need: great}
    from: p3.3
    basis: inferred
```
"""

# Raised in models/grounds.py, review/sources.py.
