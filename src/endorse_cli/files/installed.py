"""How this program came onto this machine, so that another one can install the same."""

from importlib.metadata import Distribution, PackageNotFoundError, distribution

NAME = "endorse-cli"


def requirement(found: Distribution | None = None) -> str | None:
    """What `pip install` takes to install the same; None where only this machine has it.

    By its version where it came from a package index; by the commit or the address where it came
    from there.
    """
    try:
        found = found or distribution(NAME)
    except PackageNotFoundError:
        return None
    said = found.read_text("direct_url.json")
    if said is None:
        return f"{NAME}=={found.version}"
    import json

    origin = json.loads(said)
    url, commit = str(origin.get("url", "")), origin.get("vcs_info", {}).get("commit_id")
    if not url.startswith(("https://", "http://")):
        return None
    return f"{NAME} @ git+{url}@{commit}" if commit else f"{NAME} @ {url}"
