"""A record's own page: everything the share discloses of it, what names it, and its sign-offs; proves nothing."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

from milepost.analysis.actions import OpenAction
from milepost.analysis.results import result
from milepost.disclosure.conversations import (
    DisclosedAction,
    DisclosedIncident,
    DisclosedMeeting,
    DisclosedPromise,
    DisclosedQuestion,
)
from milepost.disclosure.records import (
    DisclosedChange,
    DisclosedDecision,
    DisclosedDeliverable,
    DisclosedKpi,
    DisclosedMilestone,
    DisclosedRecord,
    DisclosedRequirement,
    DisclosedRisk,
)
from milepost.model.fields import Field, fields_of
from milepost.model.kinds import Duration, Kind
from milepost.views import phrases
from milepost.views.actions import answer_link
from milepost.views.blocks import Block, Entries, Note, PageView, Section, State, Term, Terms
from milepost.views.context import record_url
from milepost.views.criticality import room_notes
from milepost.views.doubts import doubt_note
from milepost.views.fallout import cost_text, effect_text, fallout_section
from milepost.views.field_labels import field_label, own_label
from milepost.views.inline import Link, Tag
from milepost.views.labels import collection_label
from milepost.views.meetings import meeting_tag
from milepost.views.plan import full_plan
from milepost.views.promises import promise_tag
from milepost.views.questions import question_entry
from milepost.views.results import kpi_blocks, tag
from milepost.views.risks import is_grave
from milepost.views.signoffs import signoff_table
from milepost.views.slips import moves_section
from milepost.views.status import incident_entry, incident_tag
from milepost.views.tone import Tone
from milepost.views.trace import trace_section
from milepost.views.trail import draft_section, record_section
from milepost.views.values import table_of, term_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.analysis.promises import PromiseState
    from milepost.views.context import Context

_SHOWN_ELSEWHERE = frozenset({"id", "title", "links", "measurements", "messages", "updates"})


def record_page(context: Context, record: DisclosedRecord) -> PageView:
    """The page of one record."""
    words = context.words
    kicker = f"{context.kicker} · {collection_label(words, record.collection)} {record.id}"
    sections = [
        draft_section(context, record.id),
        _texts(context, record),
        *_figures(context, record),
        _facts(context, record),
        *_tables(context, record),
    ]
    sections.append(trace_section(context, record))
    sections += [_signoffs(context, record), _links(context, record), record_section(context, record.id)]
    status = status_tag(context, record)
    return PageView(
        url=record_url(record.id),
        title=f"{record.id} {record.title}",
        kicker=kicker,
        headline=record.title,
        state=State(status, _state_text(context, record)) if status else None,
        lead=(*(item for item in (doubt_note(context, record.id),) if item), *_answer(context, record)),
        sections=tuple(section for section in sections if section),
    )


def status_tag(context: Context, record: DisclosedRecord) -> Tag | None:
    """The record's status as its lists show it; None for records without one."""
    find = _TAGS.get(type(record))
    return find(context, record) if find else None


def shown_status(context: Context, record: DisclosedRecord) -> str | None:
    """The computed status by its fixed name, for programs; None for records without one."""
    match record:
        case DisclosedMilestone():
            return context.standings[record.id].standing.value
        case DisclosedKpi():
            return result(record, context.as_of).standing.value
        case DisclosedAction():
            return _action_tag(context, record).tone.value
        case DisclosedIncident():
            return context.incidents[record.id].state.value
        case DisclosedPromise():
            return _promise_state(context, record).value
        case _:
            status: str | None = getattr(record, "status", None)
            return status


def _action_tag(context: Context, action: DisclosedAction) -> Tag:
    words = context.words
    if action.done_on:
        return Tag(Tone.DONE, words.text("Done"))
    if OpenAction(action, (action.due - context.as_of).days if action.due else None).is_overdue:
        return Tag(Tone.OVERDUE, words.text("Overdue"))
    return Tag(Tone.WAITING, words.text("Open"))


def _promise_state(context: Context, promise: DisclosedPromise) -> PromiseState:
    return next(item.state for item in context.promises if item.promise.id == promise.id)


_TAGS: dict[type[DisclosedRecord], Callable[[Context, Any], Tag | None]] = {
    DisclosedMilestone: lambda context, record: phrases.standing_tag(
        context.words, context.standings[record.id].standing
    ),
    DisclosedRequirement: lambda context, record: phrases.requirement_tag(context.words, record.status),
    DisclosedChange: lambda context, record: phrases.change_tag(context.words, record.status),
    DisclosedDecision: lambda context, record: phrases.decision_tag(context.words, record.status),
    DisclosedDeliverable: lambda context, record: phrases.deliverable_tag(context.words, record.status),
    DisclosedRisk: lambda context, record: phrases.risk_tag(context.words, record.status, grave=is_grave(record)),
    DisclosedKpi: lambda context, record: tag(context, result(record, context.as_of)),
    DisclosedAction: _action_tag,
    DisclosedIncident: lambda context, record: incident_tag(context.words, context.incidents[record.id]),
    DisclosedPromise: lambda context, record: promise_tag(context.words, _promise_state(context, record)),
    DisclosedMeeting: meeting_tag,
}


def _state_text(context: Context, record: DisclosedRecord) -> str:
    """Why a milestone is at risk, or how far it moved."""
    found = context.standings.get(record.id)
    if found is None:
        return ""
    words, parts = context.words, []
    if found.on:
        parts.append(words.period(found.on, found.milestone.precision))
    if found.days_later:
        parts.append(phrases.shift(words, found.days_later))
    titles = words.joined([context.title(name) for name in found.because])
    if found.cause == "risk":
        parts.append(words.text("because of: {titles}", titles=titles))
    elif found.cause == "dependency":
        parts.append(words.text("waits on: {titles}", titles=titles))
    elif found.cause == "confidence":
        parts.append(words.text("we are not confident of this date"))
    return " · ".join(parts)


def _answer(context: Context, record: DisclosedRecord) -> tuple[Block, ...]:
    link = answer_link(context, record.id, record.title)
    if link is None:
        return ()
    ask = Link(context.words.text("Ask or say something about this"), link.url)
    return (Note("", ask),)


def _texts(context: Context, record: DisclosedRecord) -> Section | None:
    terms = [term_of(context, field, value, record) for field, value in _filled(record) if _is_text(field)]
    if not terms:
        return None
    return Section("text", context.words.text("In full"), (Terms(tuple(terms)),))


def _figures(context: Context, record: DisclosedRecord) -> list[Section]:
    words = context.words
    if isinstance(record, DisclosedKpi):
        return [Section("values", words.text("Values"), kpi_blocks(context, result(record, context.as_of)))]
    if isinstance(record, DisclosedMilestone):
        plan = full_plan(context, (context.standings[record.id],), words.text("In the plan"))
        blocks: tuple[Block, ...] = (plan, *room_notes(context, record.id))
        shown = [Section("plan", words.text("In the plan"), blocks)] if context.standings[record.id].on else []
        moves = moves_section(context, record.id)
        return [*shown, moves] if moves else shown
    if isinstance(record, DisclosedChange):
        section = fallout_section(context, record)
        return [section] if section else []
    if isinstance(record, DisclosedQuestion):
        mine = tuple(question_entry(context, item) for item in context.clocks if item.state.question.id == record.id)
        return [Section("thread", words.text("Messages"), (Entries(mine),))]
    if isinstance(record, DisclosedIncident):
        told = Entries((incident_entry(context, context.incidents[record.id]),))
        return [Section("updates", words.text("Updates"), (told,))]
    return []


def _facts(context: Context, record: DisclosedRecord) -> Section | None:
    terms = [term_of(context, field, value, record) for field, value in _filled(record) if _is_fact(field, value)]
    if isinstance(record, DisclosedChange):
        terms.append(Term(context.words.text("Effect on dates"), text=effect_text(context, record)))
        terms.append(Term(context.words.text("Cost"), text=cost_text(context, record)))
    terms += [Term(own_label(name), text=value) for name, value in record.custom]
    if not terms:
        return None
    return Section("facts", context.words.text("Facts"), (Terms(tuple(terms)),))


def _tables(context: Context, record: DisclosedRecord) -> list[Section]:
    found = []
    for field, value in _filled(record):
        if isinstance(record, DisclosedChange) and field.key == "effect":
            continue
        items = value if isinstance(value, tuple) else (value,)
        table = table_of(context, field, items)
        if table:
            found.append(Section(field.key.replace("_", "-"), field_label(context.words, field.key), (table,)))
    return found


def _signoffs(context: Context, record: DisclosedRecord) -> Section | None:
    mine = [item for item in context.engagement.signoffs if item.record == record.id]
    if not mine:
        return None
    words = context.words
    note = Note(words.text("A signature is shown here as it was filed. This page has not checked it."))
    return Section("signoffs", words.text("Sign-offs"), (signoff_table(context, mine), note))


def _links(context: Context, record: DisclosedRecord) -> Section | None:
    words = context.words
    named_by = tuple(context.titled_link(name) for name in context.named_by.get(record.id, ()))
    terms = []
    if record.links:
        terms.append(Term(words.text("See also"), links=context.links(record.links)))
    if named_by:
        terms.append(Term(words.text("Named by"), links=named_by))
    return Section("links", words.text("Connections"), (Terms(tuple(terms)),)) if terms else None


def _filled(record: DisclosedRecord) -> list[tuple[Field, Any]]:
    """The fields that say something: neither empty nor what holds anyway."""
    pairs = [(field, getattr(record, field.name)) for field in fields_of(type(record))]
    said = [(field, value) for field, value in pairs if value not in (None, ()) and value != field.default]
    return [(field, value) for field, value in said if field.key not in _SHOWN_ELSEWHERE]


def _is_text(field: Field) -> bool:
    return (field.shape.item or field.shape).kind is Kind.MARKDOWN


def _is_fact(field: Field, value: object) -> bool:
    first = value[0] if isinstance(value, tuple) else value
    nested = is_dataclass(first) and not isinstance(first, Duration)
    return not nested and not _is_text(field) and not (field.key == "status" or value is False)
