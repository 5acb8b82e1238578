"""A demo workspace as a git repository with months of signed history; what happens in it stands in the steps."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from milepost.authoring.demo_keys import fingerprint, make_keys
from milepost.authoring.demo_steps import demo_steps, edited
from milepost.authoring.workspace import CONFIGURATION
from milepost.authoring.workspace_files import workspace_files
from milepost.errors import SafetyRefusal, UsageError
from milepost.history import git

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from milepost.authoring.demo_steps import Edit, Step

AGENCY = "Quayside Works"
PEOPLE = {
    "mara": ("Mara Ellis", "mara@quayside.example"),
    "jon": ("Jon Petrescu", "jon@quayside.example"),
    "ruth": ("Ruth Calder", "ruth.calder@alderway.example"),
}
KEYS = ("mara", "jon", "ruth", "laptop")
KEY_FOLDER = ".git/demo-keys"
"""Where the demo's private keys stay, so that whoever tries it can go on signing as Mara; git never commits it."""


@dataclass(frozen=True)
class Demo:
    """A finished demo: its folder, how many commits it has, and the first and the last day of its history."""

    folder: Path
    commits: int
    first: date
    last: date


def make_demo(folder: Path, until: date) -> Demo:
    """Make the demo in `folder`, with the history up to the day `until`.

    Two demos have equal files, dates and messages; only keys, and what depends on them, differ. A failure
    leaves nothing behind. Raises SafetyRefusal where the folder holds something, EnvironmentFault without git
    or ssh-keygen, UsageError for a day before the first commit.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SafetyRefusal(f"{folder} is not empty; nothing was written. Name a new folder.")
    steps = [step for step in demo_steps() if step.at.date() <= until]
    if not steps:
        raise UsageError(f"The demo's history begins on {demo_steps()[0].at.date()}; choose a later day than {until}.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as scratch:
        fresh = Path(scratch, "demo")
        fresh.mkdir()
        _write_history(fresh, steps)
        if folder.exists():
            folder.rmdir()
        fresh.rename(folder)
    return Demo(folder, len(steps), steps[0].at.date(), steps[-1].at.date())


def demo_files(steps: Sequence[Step]) -> list[dict[str, str]]:
    """The workspace's files after each of the steps, by path; keys are still written as `{mara}`."""
    files = workspace_files(AGENCY)
    states = []
    for step in steps:
        for edit in step.edits:
            files = {**files, edit.path: edited(edit, files), **_secret(edit)}
        states.append(files)
    return states


def _write_history(folder: Path, steps: Sequence[Step]) -> None:
    git.run(["init", "--quiet", "--initial-branch=main", "--template="], folder)
    keys = make_keys(folder / KEY_FOLDER, KEYS)
    before: dict[str, str] = {}
    for number, (step, files) in enumerate(zip(steps, demo_files(steps), strict=True)):
        if number == 1:
            _pin_root(folder, keys[steps[0].by])
        for path in sorted(files.keys() - before.keys() | {edit.path for edit in step.edits}):
            _write(folder / path, files[path], keys)
        _commit(folder, step)
        before = files
    _configure(folder)


def _pin_root(folder: Path, key: str) -> None:
    """Name the first commit and its key as the root of trust, which no commit can do for itself."""
    commit = git.run(["rev-parse", "HEAD"], folder).decode().strip()
    path = folder / CONFIGURATION
    root = f'      trust_root:\n        commit: "{commit}"\n        key: {fingerprint(key)}\n'
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + f"\n{root}", encoding="utf-8", newline="\n")


def _write(path: Path, text: str, keys: dict[str, str]) -> None:
    if path.parent.name == "trust":
        for name, key in keys.items():
            text = text.replace(f"{{{name}}}", key)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _secret(edit: Edit) -> dict[str, str]:
    """The client's secret beside a new client.yaml: the same in each demo, as it protects nothing."""
    folder, _, name = edit.path.rpartition("/")
    if name != "client.yaml" or edit.text is None:
        return {}
    return {f"{folder}/.secret": f"{hashlib.sha256(f'milepost demo {folder}'.encode()).hexdigest()}\n"}


def _commit(folder: Path, step: Step) -> None:
    git.run(["add", "--all"], folder)
    signed = [] if step.key == "none" else ["-S"]
    key = folder.resolve() / KEY_FOLDER / (step.by if step.key == "own" else step.key)
    settings = {"gpg.format": "ssh", "user.signingkey": str(key), "core.autocrlf": "false", "gc.auto": "0"}
    environment = _identity(step) | _as_configuration(settings)
    git.run(["commit", "--quiet", *signed, "--file=-"], folder, env=environment, stdin=_message(step))


def _as_configuration(settings: dict[str, str]) -> dict[str, str]:
    """The environment by which git takes `settings` for one run."""
    pairs = [
        (f"GIT_CONFIG_{kind}_{number}", text)
        for number, setting in enumerate(settings.items())
        for kind, text in zip(("KEY", "VALUE"), setting, strict=True)
    ]
    return {"GIT_CONFIG_COUNT": str(len(settings)), **dict(pairs)}


def _identity(step: Step) -> dict[str, str]:
    name, email = PEOPLE[step.by]
    day = step.at.isoformat()
    return {
        **{f"GIT_{role}_NAME": name for role in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{role}_EMAIL": email for role in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{role}_DATE": day for role in ("AUTHOR", "COMMITTER")},
    }


def _message(step: Step) -> bytes:
    note = f"\nClient-Note: {step.note}\n" if step.note else ""
    return f"{step.subject}\n{note}".encode()


def _configure(folder: Path) -> None:
    """Let whoever tries the demo commit as Mara, signed, and see signatures judged by `git log`."""
    name, email = PEOPLE["mara"]
    settings = {
        "user.name": name,
        "user.email": email,
        "user.signingkey": f"{KEY_FOLDER}/mara",
        "gpg.format": "ssh",
        "gpg.ssh.allowedSignersFile": "trust/allowed_signers",
        "commit.gpgsign": "true",
    }
    for key, value in settings.items():
        git.run(["config", key, value], folder)
