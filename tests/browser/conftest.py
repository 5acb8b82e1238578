"""The browser that the tests of this folder share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.browser import running_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with running_chromium() as browser:
        yield browser
