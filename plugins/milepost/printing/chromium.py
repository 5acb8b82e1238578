"""Chromium: where it is, and a page of disk printed by it to a tagged PDF; it builds no page and knows no client.

The only module that runs a browser. It gets a throwaway profile and nothing to reach a network with: what it opens is
a client's confidential page, and a PDF must not depend on what another host answers.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from milepost.errors import EnvironmentFault

ENVIRONMENT = "MILEPOST_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Names it has on PATH; `.ci/chromium` looks for the same ones."""

LONGEST_RUN = 120
"""Seconds after which a browser that has not printed counts as hung."""
_LAST_LINES = 3
_NO_NETWORK = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",  # the discard port: nobody answers, whatever address is asked for
    "--proxy-bypass-list=<-loopback>",
)
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
)
_TAGGED = ("--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline")


def find_chromium() -> str:
    """The browser's path: `MILEPOST_CHROMIUM`, else the first of `NAMES` on PATH.

    Raises EnvironmentFault, with the remedy, where there is none.
    """
    named = os.environ.get(ENVIRONMENT)
    if named and shutil.which(named) is None:
        raise EnvironmentFault(f"{ENVIRONMENT} names {named}, which is no program. Correct it, or unset it.")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise EnvironmentFault(
            "A PDF needs Chromium, and none was found. Install it (Debian and Ubuntu: `sudo apt install chromium`), "
            f"name it in {ENVIRONMENT}, or print the page from your browser: it is made for paper."
        )
    return found


def printed_page(page: Path) -> bytes:
    """The page, an HTML file on disk, as a tagged PDF with an outline.

    Raises EnvironmentFault where there is no browser, or where it prints nothing.
    """
    browser = find_chromium()
    # Chromium may still write to its profile after it has ended.
    with tempfile.TemporaryDirectory(prefix="milepost-pdf.", ignore_cleanup_errors=True) as scratch:
        out = Path(scratch, "page.pdf")
        told = _run([browser, *_options(Path(scratch)), f"--print-to-pdf={out}", page.resolve().as_uri()], scratch)
        data = out.read_bytes() if out.is_file() else b""
    if not data.startswith(b"%PDF-"):
        raise EnvironmentFault(f"{browser} printed nothing. It said:\n{told or '(nothing)'}")
    return data


def _options(scratch: Path) -> list[str]:
    # Chromium refuses its own sandbox to root; anybody else keeps it.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return [*_QUIET, *_NO_NETWORK, *_TAGGED, *sandbox, f"--user-data-dir={scratch / 'profile'}"]


def _run(command: list[str], home: str) -> str:
    """The last lines that the browser printed."""
    environment = {name: os.environ[name] for name in ("PATH", "LANG", "FONTCONFIG_PATH") if name in os.environ}
    try:
        ended = subprocess.run(  # noqa: S603 (the program found above, and options of our own)
            command,
            env=environment | {"HOME": home, "TMPDIR": home},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=LONGEST_RUN,
        )
    except subprocess.TimeoutExpired:
        return f"It did not end within {LONGEST_RUN} seconds."
    except OSError as fault:
        raise EnvironmentFault(f"{command[0]} cannot be run: {fault.strerror}.") from fault
    lines = ended.stderr.decode("utf-8", "replace").strip().splitlines()
    return "\n".join(lines[-_LAST_LINES:])
