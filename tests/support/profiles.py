"""The only place that says how hypothesis runs: reproducible unless somebody asks to search."""

import os
from pathlib import Path
from tempfile import gettempdir

from hypothesis import HealthCheck, Phase, configuration, settings

ORDINARY = 15
"""Random examples of a property, unless it says how many."""

SEARCHING = 1000
"""The same for whoever searches."""

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
PHASES = [Phase.explicit, Phase.generate, Phase.shrink]

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=ORDINARY,
    phases=PHASES,
    suppress_health_check=SLOW,
)
settings.register_profile(
    "search",
    database=None,
    deadline=None,
    max_examples=SEARCHING,
    phases=PHASES,
    suppress_health_check=SLOW,
)


def load_profile() -> None:
    """The profile named in HYPOTHESIS_PROFILE; without one `ci`, the same examples every time.

    Nothing is written into the project's folder.
    """
    configuration.set_hypothesis_home_dir(Path(gettempdir()) / "endorse-hypothesis")
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def times(ordinary: int) -> settings:
    """So many random examples of a property; for whoever searches as many times more."""
    return settings(max_examples=ordinary * settings.default.max_examples // ORDINARY)
