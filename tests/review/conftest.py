"""Makes `support` importable from here, and the runs reproducible."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.profiles import load_profile

load_profile()
