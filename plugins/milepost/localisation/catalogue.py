"""Interface texts by language: gettext catalogues with CLDR plural rules; formats no dates and no money."""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "catalogues"
LOCALES = {"en": "en_GB", "es": "es_ES", "ro": "ro_RO"}
"""Babel locale by the format's language."""


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The texts in a language; English is what the source says.

    The `.po` file is the only copy: nothing compiled has to be kept in step with it.
    """
    source = FOLDER / f"{language}.po"
    if language == "en":
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with source.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
