"""What ends, is answered or is kept before it began; of milestones and their own dates, `dates` tells."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from milepost.diagnostics import Severity
from milepost.model.agreement import Decision
from milepost.model.conversation import Feedback, Promise, Question
from milepost.model.delivery import Milestone
from milepost.model.operations import Incident

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from milepost.diagnostics import Diagnostic
    from milepost.loading.places import Places
    from milepost.model.engagement import Engagement


_NOT_YET = "Correct it, or write `status: proposed` until it is taken."

_DRAFT = "Correct the day in the file's name, or write `audience: internal` until then."


class _Moment(NamedTuple):
    """A day or an instant of a record; `field` is how its writer calls it, `path` where it stands."""

    field: str
    at: date | None
    path: str = ""


class _Span(NamedTuple):
    """What begins with a moment, and what can only follow it; `name` is shown, `owner` is the record."""

    owner: str
    name: str
    begins: _Moment
    follows: tuple[_Moment, ...]
    past: tuple[_Moment, ...] = ()
    """What cannot be still to come."""
    hint: str = "Correct it, or leave it out until then."


def check_backwards(engagement: Engagement, places: Places, as_of: date) -> Iterator[Diagnostic]:
    """Every moment that lies before the one it follows, or in the future although it has happened."""
    for span in _spans(engagement):
        for moment in span.follows:
            begin = span.begins.at
            if moment.at is not None and begin is not None and moment.at < begin:
                message = (
                    f"{span.name}: `{moment.field}` ({_told(moment.at)}) is before {span.begins.field} ({_told(begin)})"
                )
                at = places.of(span.owner, moment.path or moment.field)
                yield places.diagnostic("C318", message, at, hint="Correct one of the two.")
        for moment in span.past:
            if moment.at is not None and _day(moment.at) > as_of:
                message = f"{span.name}: `{moment.field}` is {_told(moment.at)}, which is still to come"
                at = places.of(span.owner, moment.path or moment.field)
                yield places.diagnostic("C302", message, at, hint=span.hint)
    for report in engagement.reports:
        # A draft may be dated ahead; it is for nobody's eyes until then.
        if report.date > as_of and report.head.audience != "internal":
            message = f"the report of {report.date} is dated in the future, and its readers see it at once"
            at = places.of(report.id)
            yield places.diagnostic("C302", message, at, hint=_DRAFT, severity=Severity.WARNING)


def _spans(engagement: Engagement) -> Iterator[_Span]:
    for item in engagement.of(Milestone):
        for index, task in enumerate(item.tasks):
            due = _Moment("due", task.due, f"tasks[{index}].due")
            done = _Moment("done_on", task.done_on, f"tasks[{index}].done_on")
            yield _Span(item.id, task.id, _Moment("`start`", task.start), (due,), (done,))
    for promise in engagement.of(Promise):
        kept, broken = _Moment("kept_on", promise.kept_on), _Moment("broken_on", promise.broken_on)
        follows = (_Moment("due", promise.due), kept, broken)
        yield _Span(promise.id, promise.id, _Moment("`made_on`", promise.made_on), follows, (kept, broken))
    for feedback in engagement.of(Feedback):
        given, response = _Moment("given_on", feedback.given_on), _Moment("response_on", feedback.response_on)
        yield _Span(feedback.id, feedback.id, given._replace(field="`given_on`"), (response,), (given,), "Correct it.")
    for incident in engagement.of(Incident):
        ends = _Moment("ends", incident.ends)
        yield _Span(incident.id, incident.id, _Moment("`starts`", incident.starts), (ends,))
    for decision in engagement.of(Decision):
        taken = (_Moment("date", decision.date),) if decision.status != "proposed" else ()
        yield _Span(decision.id, decision.id, _Moment("", None), (), taken, _NOT_YET)
    for question in engagement.of(Question):
        yield from _conversation(question)


def _conversation(question: Question) -> Iterator[_Span]:
    answered = _Moment("answered_at", question.answered_at)
    asked = _Moment("the question itself", question.messages[0].at if question.messages else None)
    yield _Span(question.id, question.id, asked, (answered,), (answered,))
    for index in range(1, len(question.messages)):
        before = _Moment("the message above it", question.messages[index - 1].at)
        at = _Moment("at", question.messages[index].at, f"messages[{index}].at")
        yield _Span(question.id, question.id, before, (at,))


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _told(moment: date) -> str:
    return moment.isoformat(sep=" ", timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
