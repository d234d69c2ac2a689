"""A value that can occur lies in no band.

Bands must cover everything that a score or a number can be, or somebody falls between two of them.
Most often one band ends with `less_than` where the next begins with `more_than`, or the numbers
have steps smaller than whoever wrote the bands had in mind. The message names such a value and both
bands beside it.

What to do: move one of the two bounds, or add a band.

Has the fault:

```yaml
decisions:
  size:
    outcomes: [small, large]
    bands:
      of: weight
      cuts:
        - {is: small, at_most: 2}
        - {is: large, at_least: 4}  # <- band-gap
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
        - {is: small, at_most: 2}
        - {is: large, at_least: 3}
    from: p5.1
    basis: stated
```
"""

# Raised in review/bands.py.
