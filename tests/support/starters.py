"""Where the files of new rubrics of all kinds stand in the folder that ships."""

from typing import get_args

from endorse_cli.api.writing import StarterKind
from endorse_cli.files.catalog import STARTER, WORKFLOW

STARTER_SOURCES = (
    WORKFLOW,
    *(f"{kind}/{name}" for kind in get_args(StarterKind) for name in STARTER if name != WORKFLOW),
)
