"""A real Chromium for tests: it serves a folder, opens its pages and records what goes wrong in them."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Literal, NoReturn
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_WATCH_POLICY = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", event =>
  window.__violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""


@dataclass
class OpenPage:
    """A page with everything it asked for and complained about since it was opened."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def policy_violations(self) -> list[str]:
        """What the content security policy stopped."""
        found: list[str] = self.page.evaluate("window.__violations")
        return found

    def requests_off(self, host: str) -> list[str]:
        """Requests to another host than `host`; data in the page itself is no request."""
        return [url for url in self.requests if urlsplit(url).scheme != "data" and urlsplit(url).netloc != host]

    def narrow_to(self, width: int) -> None:
        """Makes the window `width` pixels wide and as high as usual at that width."""
        self.page.set_viewport_size({"width": width, "height": _height(width)})

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        wider: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return wider


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """A headless Chromium; without one the test skips, or fails where MILEPOST_REQUIRE_BROWSER is 1."""
    executable = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_QUIET))
        try:
            yield browser
        finally:
            browser.close()


def chromium_path() -> str:
    """Where Chromium is; without one the test skips, or fails where MILEPOST_REQUIRE_BROWSER is 1."""
    executable = os.environ.get("MILEPOST_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if executable is None:
        _without_browser()
    return executable


def _without_browser() -> NoReturn:
    reason = "no Chromium was found: the pages were NOT checked in a browser"
    if os.environ.get("MILEPOST_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which `folder` is served, without a slash at its end."""
    handler = partial(_QuietHandler, directory=str(folder))
    with _PatientServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def open_page(
    browser: Browser,
    url: str,
    *,
    width: int = 1280,
    colours: Literal["light", "dark"] = "light",
    scripts: bool = True,
) -> Iterator[OpenPage]:
    """The page at `url`, fully loaded, in a window `width` pixels wide."""
    viewport: Any = {"width": width, "height": _height(width)}
    context = browser.new_context(viewport=viewport, color_scheme=colours, java_script_enabled=scripts)
    try:
        page = context.new_page()
        page.add_init_script(_WATCH_POLICY)
        opened = OpenPage(page)
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("pageerror", lambda error: opened.errors.append(str(error)))
        page.on("console", lambda message: opened.errors.append(message.text) if message.type == "error" else None)
        page.on("requestfailed", lambda request: opened.errors.append(f"{request.url}: {request.failure}"))
        page.goto(url, wait_until="load")
        yield opened
    finally:
        context.close()


def _height(width: int) -> int:
    return 900 if width > 500 else 844


def axe_violations(page: Page) -> list[str]:
    """What axe objects to on `page`: WCAG 2.2 A and AA and its best practices; one line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": list(AXE_TAGS)}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options).then(results => results.violations)", options)
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


class _PatientServer(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 (as the base class has it)
        """Say nothing of a page that was closed while it was loading; any other fault is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Say nothing."""
