"""The same files and the same day give the same bytes, whoever builds, where and when."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from support.planted import harbour
from support.repositories import Written

REPOSITORY = Path(__file__).parents[2]
PROGRAM = """
import os, sys
os.umask(int(sys.argv[3], 8))
from datetime import date
from pathlib import Path
from milepost.pipeline import build_client, client_slugs
from milepost.site_build.root_page import neutral_page
from milepost.render.site import RenderedSite
from milepost.site_build.whole_site import build_whole_site

clients, out = Path(sys.argv[1]), Path(sys.argv[2])
slugs = client_slugs(clients)
shares = [share for slug in slugs for share in build_client(clients, slug, date(2026, 11, 22)).shares]
root = RenderedSite(name="Private", language="en", notice="", pages=(neutral_page(),), navigation=())
build_whole_site(root, shares, out)
"""


OF_HISTORY = """
import hashlib, json, sys
from pathlib import Path
from support.everything_told import everything_told

told = everything_told(Path(sys.argv[1]), ("harbour", "harbour--board"), sys.argv[2])
names = ((folder, name, data) for folder, files in told.items() for name, data in files.items())
print(json.dumps({f"{folder}/{name}": hashlib.sha256(data).hexdigest() for folder, name, data in names}))
"""


def told(workspace: Path, since: str, *, zone: str, seed: str, language: str) -> dict[str, str]:
    """The hash of everything that a process of its own tells of a committed client."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "COV_"))}
    paths = os.pathsep.join(str(REPOSITORY / name) for name in ("plugins", "tests"))
    surroundings = {"TZ": zone, "PYTHONHASHSEED": seed, "LANG": language, "PYTHONPATH": paths}
    arguments = [sys.executable, "-c", OF_HISTORY, str(workspace), since]
    ended = subprocess.run(arguments, env=environment | surroundings, check=True, capture_output=True)
    found: dict[str, str] = json.loads(ended.stdout)
    return found


def built(workspace: Path, *, zone: str, seed: str, umask: str, language: str) -> dict[str, tuple[str, int]]:
    """The hash and the mode of every file and folder of a site that a process of its own has built."""
    shutil.copytree(REPOSITORY / "clients", workspace / "clients")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "SOURCE_DATE", "COV_"))
    }
    surroundings = {"TZ": zone, "PYTHONHASHSEED": seed, "LANG": language, "PYTHONPATH": str(REPOSITORY / "plugins")}
    arguments = [sys.executable, "-c", PROGRAM, str(workspace / "clients"), str(workspace / "site"), umask]
    subprocess.run(arguments, env=environment | surroundings, cwd=workspace, check=True)
    return {
        path.relative_to(workspace / "site").as_posix(): (_hash(path), path.stat().st_mode)
        for path in sorted((workspace / "site").rglob("*"))
    }


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "a folder"


def test_directory_zone_hash_seed_umask_and_language_leave_no_trace(tmp_path: Path) -> None:
    here, elsewhere = tmp_path / "here", tmp_path / "else where" / "and deeper"

    first = built(here, zone="UTC", seed="1", umask="022", language="C.UTF-8")
    second = built(elsewhere, zone="Pacific/Kiritimati", seed="4242", umask="077", language="C")

    assert {"harbour/index.html", "harbour--board/index.html", "olivar/data/engagement.json"} <= first.keys()
    assert second == first


def test_letters_reports_and_the_told_history_are_the_same_wherever_they_are_made(tmp_path: Path) -> None:
    repository = Written(tmp_path)
    first = repository.commit({"mkdocs.yml": "site_name: Agency\n"})
    repository.commit(
        {f"clients/harbour/{name}": text for name, text in harbour(REPOSITORY / "clients").written().items()}
    )
    repository.save()

    here = told(tmp_path, first, zone="UTC", seed="1", language="C.UTF-8")
    elsewhere = told(tmp_path, first, zone="Pacific/Kiritimati", seed="4242", language="C")

    assert {"harbour/(milepost digest)", "harbour--board/feed.xml", "harbour/(milepost report)"} <= here.keys()
    assert elsewhere == here
