"""The names of the api, each imported when it is first asked for."""

from importlib.util import find_spec

from endorse_cli import api


def test_no_name_is_that_of_a_module() -> None:
    """Once such a module is imported it would stand where its function stood."""
    assert [name for name in api.__all__ if find_spec(f"endorse_cli.api.{name}")] == []
