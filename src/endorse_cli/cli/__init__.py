"""The command line: parses, calls `api`, prints. Typer lives only here."""
