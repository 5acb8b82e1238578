"""The translations: complete, in step with the source, and in the letters of their language."""

from __future__ import annotations

import ast
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from support.catalogues import FOLDER, LANGUAGES, PACKAGE, catalogue, messages_in_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message

FORMS = {"es": 2, "ro": 3}
"""How many grammatical numbers a counted noun has in each language."""


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def source() -> Catalog:
    return messages_in_source()


def test_every_message_of_the_source_is_in_the_catalogue(language: str, source: Catalog) -> None:
    assert ids(source) - ids(catalogue(language)) == set()


def test_the_catalogue_holds_no_message_that_the_source_does_not_use(language: str, source: Catalog) -> None:
    found = catalogue(language)

    assert ids(found) - ids(source) == set()
    assert dict(found.obsolete) == {}


def test_every_message_is_translated_in_all_its_plural_forms(language: str) -> None:
    for message in messages(catalogue(language)):
        expected = FORMS[language] if message.pluralizable else 1
        assert [bool(text.strip()) for text in texts(message)] == [True] * expected, message.id


def test_no_translation_is_a_guess_of_a_tool(language: str) -> None:
    assert [message.id for message in messages(catalogue(language)) if message.fuzzy] == []


def test_every_translation_keeps_the_placeholders_of_its_source(language: str) -> None:
    for message in messages(catalogue(language)):
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        expected = {name for text in originals for name in placeholders(text)}
        for text in texts(message):
            assert set(placeholders(text)) == expected, text


def test_a_sentence_keeps_its_full_stop_and_a_label_has_none(language: str) -> None:
    for message in messages(catalogue(language)):
        original = message.id if isinstance(message.id, str) else message.id[0]
        for text in texts(message):
            assert text.endswith(".") == original.endswith("."), text


def test_a_label_begins_with_a_capital_where_the_source_does(language: str) -> None:
    for message in messages(catalogue(language)):
        original = message.id if isinstance(message.id, str) else message.id[0]
        if original[0].isalpha():
            for text in texts(message):
                letter = next(character for character in text if character.isalpha())
                assert letter.isupper() == original[0].isupper(), text


def test_letters_and_quotation_marks_are_those_of_the_language(language: str) -> None:
    written = (FOLDER / f"{language}.po").read_text(encoding="utf-8")
    translated = "".join(text for message in messages(catalogue(language)) for text in texts(message))

    # Romanian writes ș and ț with a comma below; the cedilla forms are Turkish letters in old fonts.
    assert set("şţŞŢ") & set(written) == set()
    assert set("“\"'’") & set(translated) == set()
    assert set("«»„”") & set(translated) == set({"es": "«»", "ro": "„”"}[language])


def test_no_message_hides_where_the_extraction_does_not_look(source: Catalog) -> None:
    """Texts inside an f-string are found or not depending on the Python that extracts."""
    known = {part for message in ids(source) for part in ([message] if isinstance(message, str) else message)}

    assert {text for text in asked_for() if text not in known} == set()


def messages(found: Catalog) -> list[Message]:
    return [message for message in found if message.id]


def ids(found: Catalog) -> set[str | tuple[str, ...]]:
    return {message.id if isinstance(message.id, str) else tuple(message.id) for message in messages(found)}


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def placeholders(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def asked_for() -> Iterator[str]:
    """The literal messages in every `….text(…)` and `….count(…, …, n)`; loading has a `text` of its own."""
    wanted = {"text": 1, "count": 2}
    spoken = (path for path in sorted(PACKAGE.rglob("*.py")) if PACKAGE / "loading" not in path.parents)
    for path in spoken:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                number = wanted.get(node.func.attr, 0)
                found = [argument.value for argument in node.args[:number] if isinstance(argument, ast.Constant)]
                if number and len(found) == number:
                    yield from (text for text in found if isinstance(text, str))
