"""The demo's history as dated steps, read from the package's own data; it applies them to text, not to files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from milepost.loading.decode import Decoder
from milepost.loading.nodes import Sequence
from milepost.loading.source import read_yaml
from milepost.model.kinds import Instant, Line, Statement  # noqa: TC001 (annotations are read at run time)

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATA = Path(__file__).parent / "demo_data"


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A change of one file: its whole `text`, what is added at its end, or `old` words that become `new` ones.

    With `record`, the old words are looked for in that record of the file only.
    """

    path: Line
    text: Statement | None = None
    append: Statement | None = None
    record: Line | None = None
    old: Statement | None = None
    new: Statement | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One commit of the demo: when and by whom, what it says, which key signs it, and what it changes."""

    at: Instant
    by: Literal["mara", "jon", "ruth"]
    subject: Line
    note: Line | None = None
    key: Literal["own", "laptop", "none"] = "own"
    edits: tuple[Edit, ...]


def demo_steps() -> tuple[Step, ...]:
    """All steps, oldest first."""
    return tuple(step for path in sorted(_DATA.glob("*.yaml")) for step in _steps_in(path))


def edited(edit: Edit, files: Mapping[str, str]) -> str:
    """The text of the file that `edit` names, after it; `files` has the texts before it by path.

    Raises ValueError where the old words are not there exactly once: the demo's data would be wrong.
    """
    if edit.text is not None:
        return edit.text
    before = files[edit.path]
    if edit.append is not None:
        return before + edit.append
    start, end = _part(before, edit.record)
    part, old = before[start:end], edit.old or ""
    if part.count(old) != 1:
        raise ValueError(f"{edit.path} {edit.record or ''}: “{old}” is there {part.count(old)} times")
    return before[:start] + part.replace(old, edit.new or "") + before[end:]


def _part(text: str, record: str | None) -> tuple[int, int]:
    if record is None:
        return 0, len(text)
    start = f"\n{text}".index(f"\n- id: {record}\n")
    following = text.find("\n- id: ", start + 1)
    return start, len(text) if following < 0 else following


def _steps_in(path: Path) -> list[Step]:
    node, faults = read_yaml(path.name, path.read_bytes())
    decoder = Decoder(tuple(path.read_text("utf-8").splitlines()))
    items = node.items if isinstance(node, Sequence) else ()
    steps = [decoder.decode(Step, item) for item in items]
    if faults or decoder.diagnostics:
        raise ValueError(str((*faults, *decoder.diagnostics)[0]))
    return [step for step in steps if step is not None]
