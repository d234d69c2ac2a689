"""Worths that go down where the levels go up.

A scale's levels stand from lowest to highest, and in a score a higher level must not be worth
less than a lower one. Otherwise a better answer would count against a candidate, and `at_least`
would say one thing where the score says another.

What to do: put the numbers in the order of the levels. If noise is to lower a score, turn the sign
there: `{minus: noise}`.

Has the fault:

```yaml
scales:
  noise:
    levels: [quiet, audible, loud]
    worth: [3, 1, 0]  # <- not-monotone
```

Has not:

```yaml
scales:
  noise:
    levels: [quiet, audible, loud]
    worth: [0, 1, 3]
```
"""

from collections.abc import Iterator
from itertools import pairwise

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.rests import Reported


def check(rubric: Rubric, reported: Reported) -> Iterator[Diagnostic]:
    """Every scale with a worth below the one before it."""
    for id, scale in rubric.scales.items():
        for place, (lower, higher) in enumerate(pairwise(scale.worth or ()), start=1):
            if higher < lower:
                reported.scales.add(id)
                yield Diagnostic(
                    "not-monotone",
                    f"On the scale {quoted(id)} {quoted(scale.levels[place])} is worth {higher}, "
                    f"less than {quoted(scale.levels[place - 1])} with {lower}.",
                    "Write the worths in the order of the levels.",
                    (*scale.trail, "worth", place),
                )
                break
