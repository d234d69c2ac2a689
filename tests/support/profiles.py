"""The only place that says how hypothesis runs: reproducible unless somebody asks to search."""

import os
from pathlib import Path
from tempfile import gettempdir

from hypothesis import HealthCheck, Phase, configuration, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
PHASES = [Phase.explicit, Phase.generate, Phase.shrink]

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=25,
    phases=PHASES,
    suppress_health_check=SLOW,
)
settings.register_profile(
    "search",
    database=None,
    deadline=None,
    max_examples=1000,
    phases=PHASES,
    suppress_health_check=SLOW,
)


def load_profile() -> None:
    """The profile named in HYPOTHESIS_PROFILE; without one `ci`, the same examples every time.

    Nothing is written into the project's folder.
    """
    configuration.set_hypothesis_home_dir(Path(gettempdir()) / "endorse-hypothesis")
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
