"""Says the lowest versions that pyproject.toml allows, as constraints for pip.

Only what has a lower bound is named; what these bring with them stays as pip chooses it.
"""

import re
import sys
import tomllib
from pathlib import Path

BOUND = re.compile(r"(?P<name>[\w.-]+)\s*>=\s*(?P<lowest>[\w.]+)(?P<more>[^;]*)(?P<marker>;.*)?")


def constraint(requirement: str) -> str:
    """`name>=1.2; marker` as `name==1.2; marker`."""
    found = BOUND.fullmatch(requirement.strip())
    if found is None:
        sys.exit(f"pyproject.toml: `{requirement}` does not say its lowest version by `>=`.")
    return f"{found['name']}=={found['lowest']}{found['marker'] or ''}"


def main() -> None:
    """Print one constraint a line, for the program and its tests."""
    text = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["test"]):
        print(constraint(requirement))


if __name__ == "__main__":
    main()
