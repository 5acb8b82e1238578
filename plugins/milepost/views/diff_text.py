"""What changed as plain lines and titles, for feeds and letters, where there is no page; builds neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.views.diffs import change_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from milepost.analysis.changes import RecordChange
    from milepost.localisation.wording import Wording
    from milepost.views.context import Context
    from milepost.views.trail_blocks import Diff

_LONGEST_TITLE = 120
_MOST_NAMED = 3


def told_lines(context: Context, changes: Iterable[RecordChange]) -> tuple[str, ...]:
    """One line for each change: the record's title, what changed, and from what to what."""
    return tuple(told(context.words, change_line(context, change, with_title=True)) for change in changes)


def told(words: Wording, line: Diff) -> str:
    """A line of a page as plain text."""
    values = _values(words, line)
    what = f"{line.label}: {values}" if values else line.label
    return " · ".join(part for part in (line.title, what) if part)


def title_of(context: Context, changes: Sequence[RecordChange]) -> str:
    """What a set of changes is about: the change itself where there is one, else the records it concerns."""
    words = context.words
    if len(changes) == 1:
        line = told_lines(context, changes)[0]
        if len(line) <= _LONGEST_TITLE:
            return line
    titles = list(dict.fromkeys(change_line(context, change, with_title=True).title for change in changes))
    named = titles[:_MOST_NAMED]
    rest = len(titles) - len(named)
    if rest:
        named.append(words.count("{n} more", "{n} more", rest))
    return words.text("Changed: {titles}", titles=words.joined(named))


def _values(words: Wording, line: Diff) -> str:
    if line.after:
        return f"{line.before} → {line.after}" if line.before else line.after
    if line.runs:
        return " ".join(run.text for run in line.runs if run.state != "gone").strip()
    parts = []
    if line.came:
        parts.append(words.text("new: {items}", items="; ".join(line.came)))
    if line.gone:
        parts.append(words.text("no longer: {items}", items="; ".join(line.gone)))
    return ", ".join(parts)
