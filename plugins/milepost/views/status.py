"""Status: how everything stands as last reported, what is open and when the next word comes; watches no service."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from milepost.analysis.incidents import (
    IncidentStanding,
    IncidentState,
    Service,
    component_standings,
    overall_service,
    service_of,
)
from milepost.disclosure.audience import has_section
from milepost.views.blocks import Cell, Entries, Entry, Fold, Note, PageView, Part, Section, State, Table
from milepost.views.context import record_url
from milepost.views.inline import Link, Tag
from milepost.views.labels import choice_label
from milepost.views.spans import lasted
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.analysis.incidents import ComponentStanding
    from milepost.localisation.wording import Wording
    from milepost.views.context import Context

_MONTHS_IN_FULL = 3
_MOST_NAMED = 2
_OPEN = frozenset({IncidentState.OPEN, IncidentState.UNCONFIRMED})


def status_page(context: Context) -> PageView | None:
    """The page; None where the share has no incident."""
    found, words = list(context.incidents.values()), context.words
    if not found:
        return None
    components = component_standings(found)
    overall = overall_service(components)
    by_state = {state: [item for item in found if item.state is state] for state in IncidentState}
    open_ones = [item for item in found if item.state in _OPEN]
    coming = by_state[IncidentState.TODAY] + sorted(by_state[IncidentState.AHEAD], key=_soonest)
    sections = [
        Section("components", words.text("How each part stands, as last reported"), (_components(context, components),))
    ]
    if open_ones:
        sections.insert(0, Section("open", words.text("Open incidents"), (_entries(context, open_ones),)))
    if coming:
        sections.append(Section("maintenance", words.text("Maintenance ahead"), (_entries(context, coming),)))
    return PageView(
        url="status/",
        title=words.text("Status"),
        kicker=context.kicker,
        headline=_headline(context, open_ones, coming),
        state=State(service_tag(words, overall), _as_reported(context, found, overall)),
        sections=(*sections, *_history(context, by_state[IncidentState.CLOSED])),
    )


def status_note(context: Context) -> Note | None:
    """What the first page must not keep quiet about: what is open now; None where nothing is."""
    open_ones = [item for item in context.incidents.values() if item.state in _OPEN]
    if not open_ones or not has_section(context.engagement.share, "status"):
        return None
    tag = service_tag(context.words, overall_service(component_standings(open_ones)))
    return Note(_headline(context, open_ones, []), Link(context.words.text("See the status"), "status/"), tag)


def service_tag(words: Wording, service: Service) -> Tag:
    """How a component stands; only what someone has reported to work is green."""
    labels = {
        Service.CRITICAL: (Tone.OVERDUE, words.text("Critical problem")),
        Service.MAJOR: (Tone.OVERDUE, words.text("Major problem")),
        Service.MINOR: (Tone.AT_RISK, words.text("Minor problem")),
        Service.UNCONFIRMED: (Tone.AT_RISK, words.text("Not confirmed")),
        Service.MAINTENANCE: (Tone.WAITING, words.text("Maintenance")),
        Service.UNREPORTED: (Tone.PLANNED, words.text("Nothing reported")),
        Service.WORKING: (Tone.GOOD, words.text("Working")),
    }
    return Tag(*labels[service])


def incident_tag(words: Wording, item: IncidentStanding) -> Tag:
    """Where an incident stands."""
    if item.state is IncidentState.CLOSED:
        return Tag(Tone.DONE, words.text("Done") if item.is_maintenance else words.text("Solved"))
    if item.state is IncidentState.OPEN:
        return service_tag(words, service_of(item.incident))
    labels = {
        IncidentState.UNCONFIRMED: (Tone.AT_RISK, words.text("Not confirmed")),
        IncidentState.TODAY: (Tone.WAITING, words.text("Today")),
        IncidentState.AHEAD: (Tone.PLANNED, words.text("To come")),
    }
    return Tag(*labels[item.state])


def _headline(context: Context, open_ones: Sequence[IncidentStanding], coming: Sequence[IncidentStanding]) -> str:
    words = context.words
    broken = [item for item in open_ones if item.state is IncidentState.OPEN]
    unsure = [item for item in open_ones if item.state is IncidentState.UNCONFIRMED]
    parts = []
    if broken:
        parts.append(_open_sentence(words, [item.incident.title for item in broken]))
    if unsure:
        what = words.joined([item.incident.title for item in unsure])
        parts.append(words.text("We have not confirmed the end of: {what}.", what=what))
    if not parts:
        parts.append(words.text("No incident is open."))
    parts += [_maintenance_sentence(context, coming[0])] if coming else []
    return " ".join(parts)


def _open_sentence(words: Wording, titles: list[str]) -> str:
    n = len(titles)
    if n > _MOST_NAMED:
        return words.count("{n} incident is open.", "{n} incidents are open.", n)
    return words.count(
        "{n} incident is open: {titles}.", "{n} incidents are open: {titles}.", n, titles=words.joined(titles)
    )


def _maintenance_sentence(context: Context, item: IncidentStanding) -> str:
    words = context.words
    if item.incident.starts is None:
        return words.text("Maintenance is planned; its day is not set.")
    if item.state is IncidentState.TODAY:
        return words.text("Maintenance is planned for today.")
    return words.text("The next maintenance is {at}.", at=words.at(words.on(item.incident.starts), "day"))


def _as_reported(context: Context, found: Sequence[IncidentStanding], overall: Service) -> str:
    last = max((update.at for item in found for update in item.updates), default=None)
    if last is None:
        return ""
    day = context.words.instant(last)
    if overall is Service.UNREPORTED:
        return context.words.text("about how it works; our last update was on {date}", date=day)
    return context.words.text("as we last reported, {date}", date=day)


def _components(context: Context, components: Sequence[ComponentStanding]) -> Table:
    words = context.words
    heads = (words.text("Part"), words.text("Since"), words.text("Status"))
    rows = tuple(
        (
            Cell(item.name or words.text("The service as a whole"), strong=True),
            Cell(words.instant(item.since), iso=item.since.isoformat()) if item.since else Cell("–"),
            Cell(tag=service_tag(words, item.service)),
        )
        for item in components
    )
    return Table(words.text("How each part stands, as last reported"), heads, rows)


def _soonest(item: IncidentStanding) -> float:
    # What has no day yet comes last.
    return item.incident.starts.timestamp() if item.incident.starts else float("inf")


def _entries(context: Context, items: Sequence[IncidentStanding]) -> Entries:
    return Entries(tuple(incident_entry(context, item) for item in items))


def incident_entry(context: Context, item: IncidentStanding) -> Entry:
    """An incident told in full: the newest word first, and when the next one comes."""
    words, incident = context.words, item.incident
    meta = [choice_label(words, incident.severity), *([incident.component] if incident.component else [])]
    meta += [text for text in (_when(context, item),) if text]
    parts = [Part(words.text("Cause"), incident.cause)] if incident.cause else []
    parts += [Part(words.text("Next update"), text=_next(context, item))] if _next(context, item) else []
    parts += [
        Part(f"{words.instant(update.at)}, {choice_label(words, update.status)}", update.text)
        for update in reversed(item.updates)
    ]
    return Entry(
        id=incident.id,
        title=incident.title,
        url=record_url(incident.id),
        tag=incident_tag(words, item),
        meta=tuple(meta),
        parts=tuple(parts),
        links=context.links(incident.links),
    )


def _when(context: Context, item: IncidentStanding) -> str:
    words, ends = context.words, item.ended or item.incident.ends
    if item.began is None:
        return ""
    first = words.instant(item.began)
    if ends is None:
        return words.text("since {date}", date=first)
    last = words.time(ends) if words.on(ends) == words.on(item.began) else words.instant(ends)
    span = f"{first} – {last}"
    if item.ended and item.ended > item.began:
        return words.text("{span} ({length})", span=span, length=lasted(words, item.ended - item.began))
    return span


def _next(context: Context, item: IncidentStanding) -> str:
    words = context.words
    if item.state not in {IncidentState.OPEN, IncidentState.UNCONFIRMED}:
        return ""
    if item.next_update is None:
        return words.text("No time has been set for it.")
    if item.is_silent:
        return words.text(
            "It was due by {date}, and has not come. Please ask us.", date=words.instant(item.next_update)
        )
    return words.text("by {date}", date=words.instant(item.next_update))


def _history(context: Context, closed: Sequence[IncidentStanding]) -> list[Section]:
    """What is over, by the month in which it began, the latest first; older months are folded."""
    words = context.words
    months = [
        (month, list(members))
        for month, members in groupby(
            closed, key=lambda item: words.on(item.began or item.updates[-1].at).replace(day=1)
        )
    ]
    sections = [
        Section(
            f"history-{month:%Y-%m}", _capital(words.sentence_period(month, "month")), (_entries(context, members),)
        )
        for month, members in months[:_MONTHS_IN_FULL]
    ]
    folds = tuple(
        Fold(_capital(words.sentence_period(month, "month")), (_entries(context, members),))
        for month, members in months[_MONTHS_IN_FULL:]
    )
    if folds:
        sections.append(Section("earlier", words.text("Earlier"), folds))
    return sections


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
