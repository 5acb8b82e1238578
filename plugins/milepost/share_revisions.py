"""What one share may see of a client's edits: each by the audience that it had, less what was hidden later.

Joins revisions with disclosure; reads neither files nor commits.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from milepost.analysis.changes import RecordChange, record_changes
from milepost.analysis.withheld import trace, without_words
from milepost.collector import paused
from milepost.revisions import notes_of, revision_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from milepost.analysis.trail import Revision
    from milepost.disclosure.past import Moment, PastGate
    from milepost.history.log import History
    from milepost.history.verdict import Verdict
    from milepost.revisions import Edit


@paused()
def share_revisions(
    found: Iterable[Edit], history: History, verdicts: Mapping[str, Verdict], gate: PastGate
) -> tuple[Revision, ...]:
    """What a share may see of the edits, newest first; a commit that changed nothing it may see is not among them."""
    newest_first = tuple(found)
    gate = gate.knowing(state for edit in newest_first for state in (edit.before, edit.after))
    later = _Later(gate, set(gate.hidden_now))
    revisions = []
    for edit in newest_first:
        later.meet(edit)
        before, after = gate.at(edit.readers_before, later.gone), gate.at(edit.readers_after, later.gone)
        changes = record_changes(before.disclosed(edit.before), after.disclosed(edit.after))
        kept = tuple(filter(None, map(later.left_of, changes)))
        if kept:
            told = _disclosed(revision_of(edit.logged, kept, history, verdicts), gate)
            revisions.append(replace(told, notes=_disclosed_notes(edit, before, after)))
        later.hidden |= gate.hidden(edit.before)
    return _unnamed(revisions, gate)


@dataclass
class _Later:
    """What the share hid after the edit that was met last, edits being met newest first; ids are folded.

    `gone` is what it hides today, or hid when it was deleted; `hidden` is what it hid at any time since.
    """

    gate: PastGate
    gone: set[str]
    hidden: set[str] = field(default_factory=set)
    _met: set[str] = field(default_factory=set)

    def meet(self, edit: Edit) -> None:
        """Goes on to the next older edit."""
        last = {**edit.before, **edit.after}
        self.gone |= self.gate.hidden(last) - self.gate.shown_now - self._met
        self._met |= {name.casefold() for name in last}
        self.hidden |= self.gate.hidden(edit.after)

    def left_of(self, change: RecordChange) -> RecordChange | None:
        """What the share may still be told of a change."""
        name = change.record.casefold()
        if name in self.gone:
            return trace(change)
        return without_words(change) if name in self.hidden else change


def _disclosed(revision: Revision, gate: PastGate) -> Revision:
    author, email = gate.author(revision.author, revision.author_email)
    return replace(revision, author=author, author_email=email, verdict=gate.verdict(revision.verdict))


def _disclosed_notes(edit: Edit, before: Moment, after: Moment) -> tuple[str, ...]:
    """The commit's notes for the client; none where they may be about something that the share does not show.

    A note is one text for all: of two clients whose files the commit changed it may name either, and of a budget line
    and a milestone it may tell the sum. What is internal does not count: a note was written to leave the house.
    """
    if not (edit.only_here and before.tells_all(edit.before) and after.tells_all(edit.after)):
        return ()
    return tuple(map(after.note, notes_of(edit.logged)))


def _unnamed(revisions: Sequence[Revision], gate: PastGate) -> tuple[Revision, ...]:
    """The revisions with a number in place of the id of what is withheld and not shown today: an id is a word too.

    A report's id is its day, which whoever read it knows.
    """
    gone = (
        change.record
        for revision in reversed(revisions)
        for change in reversed(revision.changes)
        if change.is_withheld and change.collection != "reports" and change.record.casefold() not in gate.shown_now
    )
    numbers = {name: f"…{number}" for number, name in enumerate(dict.fromkeys(gone), start=1)}
    return tuple(
        replace(
            revision,
            changes=tuple(
                replace(change, record=numbers[change.record]) if change.record in numbers else change
                for change in revision.changes
            ),
        )
        for revision in revisions
    )
