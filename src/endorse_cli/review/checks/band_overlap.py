"""A value that can occur lies in two bands.

Which of them is meant? Most often both end and begin with the same number, one with `at_most` and
the other with `at_least`. The message names such a value and both bands.

What to do: write `less_than` or `more_than` in one of them, or move a bound.

Has the fault:

```yaml
decisions:
  size:
    outcomes: [small, large]
    bands:
      of: weight
      cuts:
        - {is: small, at_most: 3}
        - {is: large, at_least: 3}  # <- band-overlap
    from: p5.1
    basis: stated
```

Has not:

```yaml
decisions:
  size:
    outcomes: [small, large]
    bands:
      of: weight
      cuts:
        - {is: small, less_than: 3}
        - {is: large, at_least: 3}
    from: p5.1
    basis: stated
```
"""

# Raised in review/bands.py.
