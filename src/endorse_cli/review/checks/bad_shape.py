"""Something is written in a form that cannot stand here, such as one text where a list belongs.

The words may all be right, and still nobody can say what they belong to: a list in place of a
mapping, a condition that names two things at once, a section with nothing in it. To guess would be
to give the rubric a meaning that its writers did not.

What to do: write it in the form that the message names. Of two conditions, write each as an item
of its own: under `all:` if both must hold, under `any:` if one is enough.

Has the fault:

```yaml
findings:
  roof_is_open:
    when:
      repairs: {includes: [roof]}  # <- bad-shape
      need: great
    from: p3.3
    basis: stated
```

Has not:

```yaml
findings:
  roof_is_open:
    when:
      all:
        - repairs: {includes: [roof]}
        - need: great
    from: p3.3
    basis: stated
```
"""

# Raised in models/problems.py, models/answers.py and the other models; files/lines.py,
# files/reading.py, files/catalog.py.
