"""The interface's messages as the source uses them, and catalogues brought into step with them.

`python tests/support/catalogues.py` adds new messages to the catalogues (untranslated) and removes unused ones.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[2] / "plugins" / "milepost"
FOLDER = PACKAGE / "localisation" / "catalogues"
LANGUAGES = ("es", "ro")
METHODS = [("loading/**.py", "ignore"), ("**.py", "python")]
KEYWORDS = {"text": None, "count": (1, 2), "_pair": (1, 2)}

Message = str | tuple[str, str]


def messages_in_source() -> Catalog:
    """A catalogue of every message that the package asks for."""
    found = Catalog(project="milepost", charset="utf-8")
    for row in extract_from_dir(PACKAGE, method_map=METHODS, keywords=KEYWORDS, comment_tags=()):
        found.add(row[2])
    return found


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it stands in the package."""
    with (FOLDER / f"{language}.po").open("rb") as stream:
        return read_po(stream, locale=language)


def update() -> None:
    """Bring each catalogue into step with the source."""
    template = messages_in_source()
    for language in LANGUAGES:
        path = FOLDER / f"{language}.po"
        current = (
            catalogue(language) if path.exists() else Catalog(locale=language, project="milepost", charset="utf-8")
        )
        current.update(template, no_fuzzy_matching=True)
        current.obsolete.clear()
        with path.open("wb") as stream:
            write_po(stream, current, width=120, sort_output=True, no_location=True, omit_header=True)


if __name__ == "__main__":
    update()
