"""The overview: the state in one sentence, what is needed, whom to ask, the plan in brief; tells no details."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.analysis.money import ZERO, budget_totals
from milepost.analysis.standing import Standing, last_day
from milepost.analysis.states import is_asked_for
from milepost.analysis.waiting import waiting_for_client
from milepost.disclosure.audience import has_section
from milepost.disclosure.records import DisclosedChange, DisclosedDecision, DisclosedKpi, DisclosedRequirement
from milepost.views import phrases
from milepost.views.actions import asks
from milepost.views.blocks import Block, Fact, Facts, Log, LogItem, Note, PageView, Prose, Section, State
from milepost.views.charts import Bullet
from milepost.views.closing import closing_section
from milepost.views.context import record_url
from milepost.views.inline import Link
from milepost.views.people import contact_block, people_url
from milepost.views.plan import strip
from milepost.views.results import kpi_table
from milepost.views.since import since_section
from milepost.views.status import status_note
from milepost.views.trail import draft_section, policy_note
from milepost.views.welcome import welcome_note

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from milepost.views.context import Context

_MOST_LOGGED = 8


def overview(context: Context) -> PageView:
    """The share's first page."""
    words = context.words
    return PageView(
        url="",
        title=words.text("Overview"),
        kicker=context.kicker,
        headline=phrases.headline_for_key(context),
        state=_state(context),
        lead=_lead(context),
        sections=tuple(
            section
            for section in (
                draft_section(context),
                closing_section(context),
                _needs(context),
                _plan(context),
                since_section(context) or _changed(context),
                _results(context),
            )
            if section
        ),
    )


def _state(context: Context) -> State | None:
    found, words = context.overall, context.words
    if found.health is None:
        return None
    parts = []
    if found.is_contradicted and found.last_report:
        told = phrases.health_tag(words, found.reported).label if found.reported else ""
        parts.append(
            words.text(
                "The report of {date} said “{state}”; the dates say otherwise.",
                date=words.day(found.last_report.date),
                state=told.lower(),
            )
        )
    elif found.since:
        parts.append(words.text("since {date}.", date=words.day(found.since)))
        if found.before:
            before = phrases.health_tag(words, found.before).label.lower()
            parts.append(words.text("Until then: {state}.", state=before))
    else:
        parts.append(_without_report(context))
    if found.last_report and context.person(found.last_report.author):
        date, name = words.day(found.last_report.date), context.person(found.last_report.author)
        parts.append(words.text("Last report {date} by {name}.", date=date, name=name))
    return State(phrases.health_tag(words, found.health), " ".join(part for part in parts if part))


def _without_report(context: Context) -> str:
    """Where the state comes from without a report; that there is none is told only to who would see it."""
    words, shows_reports = context.words, has_section(context.engagement.share, "reports")
    if context.engagement.client.status == "paused":
        return words.text("No report has been published yet.") if shows_reports else ""
    if shows_reports:
        return words.text("from the dates in the plan; no report has been published yet.")
    return words.text("from the dates in the plan.")


def _lead(context: Context) -> tuple[Block, ...]:
    report = context.overall.last_report
    blocks: list[Block] = []
    if report:
        blocks.append(Prose(first_paragraph(report.body), lead=True))
        more = context.words.text("Read the report of {date}", date=context.words.plain_day(report.date))
        blocks.append(Note("", Link(more, f"reports/{report.date.isoformat()}/")))
    elif context.engagement.client.summary:
        blocks.append(Prose(context.engagement.client.summary, lead=True))
    policy = policy_note(context) if context.policy != "off" else None
    blocks += [note for note in (status_note(context), welcome_note(context), policy) if note]
    facts = tuple(fact for fact in (_next(context), _key(context), _done(context), _budget(context)) if fact)
    return (*blocks, Facts(facts)) if facts else tuple(blocks)


def first_paragraph(markdown: str) -> str:
    """The first paragraph of a text that is not a heading, a list or a table."""
    for block in re.split(r"\n\s*\n", markdown.strip()):
        if not re.match(r"\s*([#>|*+-]|\d+[.)]|```|~~~)", block):
            return block
    return ""


def _next(context: Context) -> Fact | None:
    words = context.words
    coming = [item for item in context.standings.values() if item.is_open and item.on and item.on >= context.as_of]
    if not coming:
        return None
    item = min(coming, key=lambda found: found.on or context.as_of)
    on = item.on or context.as_of
    note = words.period(on, item.milestone.precision)
    if item.milestone.precision == "day":
        note = f"{note}, {phrases.when(words, (on - context.as_of).days)}"
    label = words.text("Next {milestone}", milestone=words.term_for("milestone", 1))
    return Fact(label, item.milestone.title, note, url=record_url(item.milestone.id))


def _key(context: Context) -> Fact | None:
    item, words = context.key, context.words
    if item is None or item.on is None:
        return None
    late = item.days_later or 0
    note = alarm = ""
    if item.agreed and late:
        note = words.text("agreed for {date}", date=words.period(item.agreed, item.milestone.precision))
        late_text = words.count("{n} day later", "{n} days later", late)
        early_text = words.count("{n} day earlier", "{n} days earlier", -late)
        alarm, note = (late_text, f"{note};") if late > 0 else ("", f"{note}; {early_text}")
    elif item.agreed and item.standing is not Standing.OVERDUE:
        note = words.text("as agreed")
    if item.standing is Standing.OVERDUE:
        passed = phrases.overdue(words, (context.as_of - last_day(item.on, item.milestone.precision)).days)
        note, alarm = " ".join(part for part in (note, alarm and f"{alarm};") if part), passed
    value = words.period(item.on, item.milestone.precision)
    return Fact(item.milestone.title, value, note, alarm, record_url(item.milestone.id))


def _done(context: Context) -> Fact | None:
    words = context.words
    counted = [item for item in context.standings.values() if item.standing is not Standing.DROPPED]
    if not counted:
        return None
    done = sum(item.standing is Standing.DONE for item in counted)
    kept = [item for item in context.engagement.of(DisclosedRequirement) if is_asked_for(item)]
    ready = sum(requirement.status == "done" for requirement in kept)
    note = ""
    if kept:
        requirements = words.term_for("requirement", len(kept))
        note = words.count(
            "{done} of {n} {requirements} done",
            "{done} of {n} {requirements} done",
            len(kept),
            done=ready,
            requirements=requirements,
        )
    late = sum(item.standing is Standing.OVERDUE for item in counted)
    overdue = words.term_for("milestone", late)
    alarm = (
        words.count("{n} {milestones} overdue", "{n} {milestones} overdue", late, milestones=overdue) if late else ""
    )
    note = f"{note};" if note and alarm else note
    value = words.text("{done} of {all}", done=done, all=len(counted))
    label = words.text("{Milestones} done", Milestones=words.heading("milestone"))
    return Fact(label, value, note, alarm, bullet=Bullet(value, _part(done, len(counted)), None))


def _budget(context: Context) -> Fact | None:
    totals, words = budget_totals(context.engagement), context.words
    if totals is None or totals.agreed <= 0:
        return None
    past = time_past(context)
    note = words.text("of {amount} agreed", amount=words.money(totals.agreed))
    if past is not None:
        note += "; " + words.text("{share} of the time has passed", share=words.share(past))
    used = totals.used / totals.agreed
    label = words.text("{share} used", share=words.share(used))
    return Fact(
        words.text("Budget used"),
        words.money(totals.used),
        note,
        url="budget/",
        bullet=Bullet(label, used, past),
    )


def time_past(context: Context) -> Decimal | None:
    """The part of the engagement's time that has passed, from its start to the key date; None where one is unknown."""
    start, key = context.engagement.client.started, context.key
    if start is None or key is None or key.on is None or key.on <= start:
        return None
    return min(max(_part((context.as_of - start).days, (key.on - start).days), ZERO), ZERO + 1)


def _part(some: int, of: int) -> Decimal:
    return (ZERO + some) / of


def _needs(context: Context) -> Section | None:
    words = context.words
    waiting = waiting_for_client(context.engagement, context.as_of)
    ask = contact_block(context)
    beside = Section("ask", words.text("Who to ask"), (ask,), url=people_url(context)) if ask else None
    if not waiting and not _shows_all_that_waits(context):
        return beside
    late = sum(item.is_overdue for item in waiting)
    count = ""
    if waiting:
        count = words.number(ZERO + len(waiting))
        count += ", " + words.count("{n} overdue", "{n} overdue", late) if late else ""
    block = asks(context, waiting) if waiting else Note(words.text("Nothing is waiting for you."))
    if not waiting and not beside:
        return None
    return Section("need", words.text("What we need from you"), (block,), count=count, beside=beside)


def _shows_all_that_waits(context: Context) -> bool:
    """Whether the share would show whatever waits for the client: else nobody may read that nothing does."""
    share = context.engagement.share
    sections = ("actions", "deliverables", "changes", "questions")
    return share.audience != "public" and all(has_section(share, name) for name in sections)


def _plan(context: Context) -> Section | None:
    items = [item for item in context.standings.values() if item.standing is not Standing.DROPPED]
    if not any(item.on for item in items):
        return None
    title = context.words.text("Roadmap at a glance")
    more = Note("", Link(context.words.text("See the full roadmap"), "roadmap/"))
    return Section("plan", title, (strip(context, items, title), more))


def _changed(context: Context) -> Section | None:
    items = recent(context)
    if not items:
        return None
    return Section("changed", context.words.text("What happened lately"), (Log(items),))


def recent(context: Context) -> tuple[LogItem, ...]:
    """The latest dated facts of the record, the newest first."""
    words = context.words
    found: list[tuple[date, str, str, str]] = [
        (item.date, words.own("decision", 1) or words.text("Decision"), item.title, item.id)
        for item in context.engagement.of(DisclosedDecision)
        if item.status == "accepted"
    ]
    found += [
        (item.on, words.text("Done"), item.milestone.title, item.milestone.id)
        for item in context.standings.values()
        if item.standing is Standing.DONE and item.milestone.done_on and item.on
    ]
    found += [
        (item.requested_on, words.text("Change asked for"), item.title, item.id)
        for item in context.engagement.of(DisclosedChange)
        if item.requested_on
    ]
    past = sorted((item for item in found if item[0] <= context.as_of), reverse=True)
    return tuple(
        LogItem(day.isoformat(), words.day(day), kind, title, context.link(record))
        for day, kind, title, record in past[:_MOST_LOGGED]
    )


def _results(context: Context) -> Section | None:
    if not context.engagement.of(DisclosedKpi):
        return None
    words, own = context.words, context.words.own("result")
    title = words.text("{results} against your targets", results=own)
    return Section(
        "results", title if own else words.text("Results against your targets"), (kpi_table(context),), url="results/"
    )
