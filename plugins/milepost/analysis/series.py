"""What the record said of each milestone's dates, and since when, replayed from the trail; judges nothing.

Only the main line is replayed, since a date that a branch tried out was never shown. The trail holds what a share may
see and no more, so that nothing of a revision that was internal can show up here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, cast

from milepost.analysis.changes import ChangeKind, as_day, as_values
from milepost.analysis.trail import landings
from milepost.disclosure.records import DisclosedMilestone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from milepost.analysis.changes import RecordChange
    from milepost.analysis.trail import Revision, Trail

_MILESTONES = DisclosedMilestone.collection
_Part = Literal["gone", "open", "done", "dropped"]


@dataclass(frozen=True)
class Said:
    """What the record said of a milestone from the day `on`, by the revision `commit`.

    `standing` is `gone` where the share could not see the milestone then, or it was removed.
    """

    on: date
    commit: str
    title: str = ""
    agreed: date | None = None
    stated: date | None = None
    done_on: date | None = None
    status: str = "planned"
    reason: str = ""
    present: bool = True

    @property
    def expected(self) -> date | None:
        """The date that was expected: the one stated, else the agreed one."""
        return self.stated or self.agreed

    @property
    def standing(self) -> _Part:
        """Whether it was still to come, and in the plan at all."""
        if not self.present:
            return "gone"
        if self.done_on or self.status == "done":
            return "done"
        return "dropped" if self.status == "dropped" else "open"

    @property
    def day(self) -> date | None:
        """The day it was done, or was expected."""
        return (self.done_on if self.standing == "done" else None) or self.expected


@dataclass(frozen=True)
class Dated:
    """A date, the day `on` from which the record said it, the revision that said so, and the reason given."""

    day: date
    on: date
    commit: str
    reason: str = ""


@dataclass(frozen=True)
class Series:
    """Everything that was said of one milestone's dates, oldest first."""

    milestone: str
    said: tuple[Said, ...]

    @property
    def last(self) -> Said:
        """What holds today."""
        return self.said[-1]

    @property
    def stated(self) -> tuple[Dated, ...]:
        """Each date that was expected in turn, as it was first said; saying it again is not a new one.

        A reason that was only written down later, before the date moved again, counts as the date's own.
        """
        return self._in_turn(lambda item: item.expected)

    @property
    def agreements(self) -> tuple[Dated, ...]:
        """Each agreed date in turn, as it was first said; the first of them is the baseline."""
        return self._in_turn(lambda item: item.agreed)

    def _in_turn(self, date_of: Callable[[Said], date | None]) -> tuple[Dated, ...]:
        found: list[Dated] = []
        for item in self.said:
            day = date_of(item)
            if not item.present or day is None:
                continue
            if not found or found[-1].day != day:
                found.append(Dated(day, item.on, item.commit, item.reason))
            elif not found[-1].reason:
                found[-1] = replace(found[-1], reason=item.reason)
        return tuple(found)

    def at(self, day: date) -> Said | None:
        """What the record said at the end of a day; None before anything was said."""
        return next((item for item in reversed(self.said) if item.on <= day), None)


def milestone_series(
    trail: Trail, day_of: Callable[[datetime], date], today: Mapping[str, DisclosedMilestone]
) -> dict[str, Series]:
    """The series of every milestone that the trail tells of, in the order first named.

    `day_of` gives an instant's day in the client's time zone. A day is the one on which the main line got the change,
    and never before that of an earlier change: clocks do not decide the order. Where history is incomplete, a milestone
    from before it begins with what its first known change found, else with what it says `today`.
    """
    found: dict[str, list[Said]] = _from_before(trail, day_of, today)
    last = date.min
    for revision, brought in landings(trail):
        last = max(last, day_of(revision.landed_at))
        for record, changes in _by_record(revision.changes).items():
            said = found.setdefault(record, [])
            by = _author(changes, revision, brought)
            now = _after(said[-1] if said else Said(last, by, present=False), changes)
            if not said or _facts(now) != _facts(said[-1]):
                said.append(replace(now, on=last, commit=by))
    return {name: Series(name, tuple(said)) for name, said in found.items() if any(item.present for item in said)}


def _from_before(
    trail: Trail, day_of: Callable[[datetime], date], today: Mapping[str, DisclosedMilestone]
) -> dict[str, list[Said]]:
    """What incomplete history began with: today's values, taken back change by change; nothing where it is whole."""
    if trail.complete or not trail.revisions:
        return {}
    values: dict[str, dict[str, object]] = {name: dict(as_values(item)) for name, item in today.items()}
    for revision, _ in reversed(tuple(landings(trail))):
        for change in revision.changes:
            if change.kind is ChangeKind.ADDED:
                values.pop(change.record, None)
            elif change.kind is ChangeKind.CHANGED and change.record in values:
                values[change.record][change.field or ""] = change.before
    first = trail.since or trail.revisions[-1].landed_at
    return {name: [_from(Said(day_of(first), ""), item)] for name, item in values.items()}


def _facts(said: Said) -> Said:
    return replace(said, on=date.min, commit="")


def _by_record(changes: Iterable[RecordChange]) -> dict[str, list[RecordChange]]:
    """The changes of milestones by record; of one that the share hides today no value came along."""
    found: dict[str, list[RecordChange]] = {}
    for change in changes:
        left = change.kind is ChangeKind.MOVED and change.before == _MILESTONES
        told = change.before is not None or change.after is not None
        if told and (change.collection == _MILESTONES or left):
            found.setdefault(change.record, []).append(change)
    return found


def _author(changes: Iterable[RecordChange], revision: Revision, brought: tuple[Revision, ...]) -> str:
    """The commit of the branch that made the changes, else the main line's own."""
    wanted = {_said_by(change) for change in changes}
    for inner in reversed(brought):
        if wanted & {_said_by(change) for change in inner.changes}:
            return inner.commit
    return revision.commit


def _said_by(change: RecordChange) -> tuple[str, str | None, str]:
    return change.record, change.field, str(change.after)


def _after(before: Said, changes: Iterable[RecordChange]) -> Said:
    """What the record says after some changes of one milestone."""
    now = before
    for change in changes:
        now = _applied(now, change)
    return now


def _applied(now: Said, change: RecordChange) -> Said:
    if change.kind is ChangeKind.REMOVED or (change.kind is ChangeKind.MOVED and change.after != _MILESTONES):
        return replace(now, present=False)
    if change.kind is ChangeKind.MOVED:
        return replace(now, present=True)
    if change.kind is ChangeKind.ADDED:
        return _from(Said(now.on, now.commit), cast("Mapping[str, object]", change.after))
    return _from(now, {change.field or "": change.after})


def _from(now: Said, values: Mapping[str, object]) -> Said:
    """The statement with the fields among `values`, as a trail holds them, in place of its own."""
    return replace(
        now,
        title=str(values.get("title", now.title) or ""),
        agreed=_day(values, "agreed", now.agreed),
        stated=_day(values, "expected", now.stated),
        done_on=_day(values, "done_on", now.done_on),
        status=str(values.get("status", now.status) or "planned"),
        reason=str(values.get("reason", now.reason) or ""),
        present=True,
    )


def _day(values: Mapping[str, object], name: str, before: date | None) -> date | None:
    return as_day(values[name]) if name in values else before
