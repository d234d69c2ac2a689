"""The only place that says what a file is once read and before it means anything.

Scalars stay text: a criterion reads its answer by its own words, so `no` is never a truth
value and `1:30` never a number. `None` is a value left out (`key:` with nothing after it,
`~` or `null` unquoted; `null` in JSON).
"""

from typing import TypeAlias

Plain: TypeAlias = "str | None | list[Plain] | dict[str, Plain]"
