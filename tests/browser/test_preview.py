"""`mkdocs serve` in a real browser: edits and faults reach the open page while the rest keeps working."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from support.browser import open_page
from support.small_workspace import small_workspace, write_client

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FERN = "name: {name}\nengagement: Online booking\n"


@contextmanager
def serving(workspace: Path) -> Iterator[str]:
    """The address of `mkdocs serve` at work in `workspace`, once it says that it serves."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "-a", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, cwd=workspace, env=environment, stderr=subprocess.PIPE, text=True) as server:
        try:
            said = []
            for line in server.stderr or ():
                said.append(line)
                if "Serving on" in line:
                    break
            else:
                pytest.fail("".join(said))
            yield f"http://{address}"
        finally:
            # Not SIGINT: whoever runs the tests in the background has it ignored in every process below.
            server.terminate()
            server.communicate(timeout=20)


def test_an_edit_a_fault_and_its_repair_reach_the_open_page(chromium: Browser, tmp_path: Path) -> None:
    workspace = small_workspace(tmp_path, fern=FERN.format(name="Fern"), harbour=FERN.format(name="Harbour"))
    milestones = "- {id: M1, title: First rooms, agreed: 2026-09-01}\n"
    for slug in ("fern", "harbour"):
        (workspace / "clients" / slug / "milestones.yaml").write_text(milestones)

    with serving(workspace) as address, open_page(chromium, f"{address}/fern/") as opened:
        opened.page.get_by_text("Fern", exact=True).first.wait_for()

        write_client(workspace, "fern", FERN.format(name="Fernhill Clinics"))
        opened.page.get_by_text("Fernhill Clinics").first.wait_for()

        write_client(workspace, "fern", FERN.format(name="Fern") + "engagment: twice\n")
        opened.page.get_by_text("engagment").first.wait_for()
        assert opened.policy_violations() == []
        with open_page(chromium, f"{address}/harbour/") as other:
            assert "Harbour" in other.page.title()
        with open_page(chromium, address) as root:
            assert root.page.locator('a[href^="harbour/"]').count() > 0

        write_client(workspace, "fern", FERN.format(name="Fern, mended"))
        opened.page.get_by_text("Fern, mended").first.wait_for()
        assert opened.policy_violations() == []
