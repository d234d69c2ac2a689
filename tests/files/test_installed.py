"""How another machine installs the same program."""

import json
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

from endorse_cli.files import installed
from endorse_cli.files.installed import requirement

Plain = Any


class Installed(Distribution):
    """A distribution that was installed from somewhere."""

    def __init__(self, origin: Plain) -> None:
        self.origin = origin

    def read_text(self, filename: str) -> str | None:
        """What pip left beside it."""
        if filename == "direct_url.json":
            return json.dumps(self.origin) if self.origin else None
        return "Metadata-Version: 2.1\nName: endorse-cli\nVersion: 1.2.3\n"

    def locate_file(self, path: object) -> Path:
        """Nowhere."""
        return Path(str(path))


ADDRESS = "https://example.org/endorse.git"


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        (None, "endorse-cli==1.2.3"),
        ({"url": ADDRESS, "vcs_info": {"vcs": "git", "commit_id": "abc"}},
         f"endorse-cli @ git+{ADDRESS}@abc"),
        ({"url": "https://example.org/e.whl", "archive_info": {}},
         "endorse-cli @ https://example.org/e.whl"),
        ({"url": "file:///home/ada/endorse", "dir_info": {"editable": True}}, None),
    ],
)  # fmt: skip
def test_the_same_can_be_installed_elsewhere(origin: Plain, wanted: str | None) -> None:
    """Pinned to a version, a commit or a file; what only this machine has cannot be named."""
    assert requirement(Installed(origin)) == wanted


def test_what_is_not_installed_cannot_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source tree that is run as it is."""

    def missing(name: str) -> Distribution:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installed, "distribution", missing)
    assert requirement() is None
