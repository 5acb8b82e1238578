"""ProperDocs, the maintained fork of MkDocs, builds the same site with the same plugin."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.small_workspace import small_workspace

if TYPE_CHECKING:
    from pathlib import Path


def built_with(host: str, workspace: Path) -> dict[str, bytes]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000", "NO_MKDOCS_2_WARNING": "1"}
    site = workspace / f"site-{host}"
    command = [sys.executable, "-m", host, "build", "-f", "mkdocs.yml", "-d", str(site)]
    done = subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_properdocs_builds_the_same_bytes_as_mkdocs(tmp_path: Path) -> None:
    if importlib.util.find_spec("properdocs") is None:
        pytest.skip("properdocs is not installed: the escape from MkDocs was NOT checked")
    workspace = small_workspace(tmp_path, harbour="name: Harbour Museum\nengagement: Collections portal\n")
    (workspace / "clients/harbour/milestones.yaml").write_text(
        "- {id: M1, title: First rooms, agreed: 2026-09-01}\n- {id: M2, title: Opening, agreed: 2026-12-01}\n"
    )

    site = built_with("properdocs", workspace)

    assert "harbour/index.html" in site
    assert site == built_with("mkdocs", workspace)
