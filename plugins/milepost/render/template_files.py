"""Where the package's templates are, installed or in a checkout; reads none of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from milepost.errors import EnvironmentFault


@cache
def templates_folder() -> Path:
    """The folder `templates/`: inside an installed package, else beside `plugins/` in a checkout."""
    package = Path(__file__).parents[1]
    for folder in (package / "templates", package.parents[1] / "templates"):
        if folder.is_dir():
            return folder
    raise EnvironmentFault("Milepost's templates are missing: the installation is incomplete.")
