"""What the portfolio says below its table: who is busy, what waits, how clients feel; it computes no status."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from milepost.analysis.health import Level, Reason, Sign
from milepost.views import phrases
from milepost.views.blocks import Cell, Note, Section, Table
from milepost.views.inline import Tag
from milepost.views.labels import choice_label
from milepost.views.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from milepost.analysis.approvals import ApprovalWait
    from milepost.analysis.workload import Load
    from milepost.disclosure.conversations import DisclosedAccountNote
    from milepost.localisation.wording import Wording
    from milepost.views.blocks import Block
    from milepost.views.portfolio_entry import PortfolioEntry, Proposal

_MANY = 12


def portfolio_sections(entries: Sequence[PortfolioEntry], words: Wording) -> tuple[Section, ...]:
    """The sections that have anything to say."""
    found = (
        _section("paper", words.text("Reported green, late by the dates"), _on_paper(entries, words)),
        _section("busy", words.text("Who is busy"), _busy(entries, words)),
        _section("waiting", words.text("Sign-offs waiting"), _waiting(entries, words)),
        _section("undecided", words.text("Change requests undecided"), _undecided(entries, words)),
        _section("feel", words.text("How clients feel"), _feel(entries, words)),
        _section("account", words.text("Account notes"), _account(entries, words)),
    )
    return tuple(section for section in found if section)


def worth(entries: Iterable[PortfolioEntry], words: Wording) -> str:
    """What all undecided change requests cost, by currency, and the days that they add; empty where there is none."""
    costs: defaultdict[str, Decimal] = defaultdict(Decimal)
    days = 0
    for entry in entries:
        for proposal in entry.proposals:
            costs[entry.currency] += proposal.cost
            days += proposal.days
    told = [replace(words, currency=name).money(amount) for name, amount in sorted(costs.items()) if amount]
    told += [words.count("{n} day", "{n} days", days)] if days else []
    return words.text("worth {what}", what=words.joined(told)) if told else ""


def _section(name: str, title: str, blocks: tuple[Block, ...]) -> Section | None:
    return Section(name, title, blocks) if blocks else None


def _table(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], words: Wording) -> tuple[Block, ...]:
    found = tuple(rows)
    label = words.text("Filter") if len(found) > _MANY else ""
    return (Table(caption, heads, found, filter=label, sortable=True),) if found else ()


def _client(entry: PortfolioEntry) -> Cell:
    return Cell(entry.name, url=f"{entry.slug}/", sub=entry.engagement)


def _record(entry: PortfolioEntry, record: str, title: str) -> Cell:
    return Cell(title, url=entry.record_url(record))


def _day(words: Wording, day: date | None) -> Cell:
    return Cell(words.day(day), iso=day.isoformat()) if day else Cell("–")


def _count(words: Wording, n: int) -> Cell:
    return Cell(words.whole(n), number=True, order=str(n))


def _on_paper(entries: Sequence[PortfolioEntry], words: Wording) -> tuple[Block, ...]:
    melons = [entry for entry in entries if entry.reported == "on-track" and entry.health not in {"on-track", None}]
    heads = (words.text("Client"), words.text("Reported"), words.text("By the record"), words.text("Key date"))
    rows = (
        (
            _client(entry),
            Cell(tag=phrases.health_tag(words, "on-track")),
            Cell(tag=phrases.health_tag(words, entry.health) if entry.health else None),
            replace(_day(words, entry.ends), sub=phrases.shift(words, entry.days_later)),
        )
        for entry in melons
    )
    return _table(words.text("Reported green, late by the dates"), heads, rows, words)


@dataclass(frozen=True)
class _Person:
    """One person's loads, one for each engagement that gives any."""

    name: str
    loads: tuple[tuple[PortfolioEntry, Load], ...]

    @property
    def overdue(self) -> int:
        return sum(load.overdue for _, load in self.loads)

    @property
    def open(self) -> int:
        return sum(load.milestones + load.actions for _, load in self.loads)

    @property
    def next_due(self) -> date | None:
        return min((load.next_due for _, load in self.loads if load.next_due), default=None)


def _people(entries: Sequence[PortfolioEntry]) -> list[_Person]:
    found: defaultdict[str, list[tuple[PortfolioEntry, Load]]] = defaultdict(list)
    for entry in entries:
        for load in entry.loads:
            found[load.key].append((entry, load))
    people = [_Person(loads[0][1].name, tuple(loads)) for loads in found.values()]
    return sorted(people, key=lambda person: (-person.overdue, -person.open, person.name.casefold()))


def _busy(entries: Sequence[PortfolioEntry], words: Wording) -> tuple[Block, ...]:
    heads = (
        words.text("Person"),
        words.text("Clients"),
        words.text("Open milestones"),
        words.text("Open actions"),
        words.text("Overdue"),
        words.text("Next"),
    )
    rows = (
        (
            Cell(person.name, strong=True),
            Cell(words.joined([entry.name for entry, _ in person.loads])),
            _count(words, sum(load.milestones for _, load in person.loads)),
            _count(words, sum(load.actions for _, load in person.loads)),
            _count(words, person.overdue),
            _day(words, person.next_due),
        )
        for person in _people(entries)
    )
    return _table(words.text("Who is busy"), heads, rows, words)


def _waiting(entries: Sequence[PortfolioEntry], words: Wording) -> tuple[Block, ...]:
    heads = (
        words.text("Deliverable"),
        words.text("Client"),
        words.text("Since"),
        words.text("Working days"),
        words.text("To be accepted by"),
    )
    pairs = [(entry, item) for entry in entries for item in entry.waiting]
    pairs.sort(key=lambda pair: (pair[1].days_left is None, pair[1].days_left or 0, pair[1].record.id))
    rows = (_waiting_row(entry, item, words) for entry, item in pairs)
    return _table(words.text("Sign-offs waiting"), heads, rows, words)


def _waiting_row(entry: PortfolioEntry, item: ApprovalWait, words: Wording) -> tuple[Cell, ...]:
    by = _day(words, item.due)
    if item.is_overdue:
        by = replace(by, sub=words.text("overdue"), strong=True)
    waited = _count(words, item.waited) if item.waited is not None else Cell("–", number=True)
    return (_record(entry, item.record.id, item.record.title), _client(entry), _day(words, item.since), waited, by)


def _undecided(entries: Sequence[PortfolioEntry], words: Wording) -> tuple[Block, ...]:
    heads = (
        words.text("Change request"),
        words.text("Client"),
        words.text("Asked"),
        words.text("Cost"),
        words.text("Days"),
    )
    pairs = [(entry, item) for entry in entries for item in entry.proposals]
    rows = (_undecided_row(entry, item, words) for entry, item in pairs)
    return _table(words.text("Change requests undecided"), heads, rows, words)


def _undecided_row(entry: PortfolioEntry, item: Proposal, words: Wording) -> tuple[Cell, ...]:
    cost = replace(words, currency=entry.currency).money(item.cost) if item.cost else "–"
    return (
        _record(entry, item.record, item.title),
        _client(entry),
        _day(words, item.asked),
        Cell(cost, number=True, order=str(item.cost)),
        _count(words, item.days),
    )


def _feel(entries: Sequence[PortfolioEntry], words: Wording) -> tuple[Block, ...]:
    began = [entry for entry in entries if entry.status != "proposed"]
    if not began:
        return ()
    running = sum(entry.status != "closed" for entry in began)
    told = words.count(
        "{some} of {n} engagement that began is still running.",
        "{some} of {n} engagements that began are still running.",
        len(began),
        some=words.whole(running),
    )
    last = [entry.last_scores[-1] for entry in entries if entry.last_scores]
    if last:
        mean = (Decimal(sum(last)) / len(last)).quantize(Decimal("0.1"))
        told += " " + words.text("The mean of the last scores is {mean} of 10.", mean=words.number(mean))
    heads = (
        words.text("Client"),
        words.text("Relationship"),
        words.text("Why"),
        words.text("Last score"),
        words.text("Answers in time"),
    )
    order = sorted(entries, key=lambda entry: (entry.relationship.figure is None, entry.relationship.figure or 0))
    return (Note(told), *_table(words.text("How clients feel"), heads, (_feel_row(one, words) for one in order), words))


def _feel_row(entry: PortfolioEntry, words: Wording) -> tuple[Cell, ...]:
    figure = entry.relationship.figure
    why = [_reason(reason, words) for reason in entry.relationship.reasons]
    return (
        _client(entry),
        Cell(tag=_level(entry.relationship.level, words), order=str(-1 if figure is None else figure)),
        Cell("; ".join(why) or "–"),
        _score(entry.last_scores, words),
        answers(entry, words),
    )


def answers(entry: PortfolioEntry, words: Wording) -> Cell:
    """How many answers came within the promised time."""
    if not entry.answers_judged:
        return Cell("–", number=True)
    text = words.text("{some} of {all}", some=entry.answers_in_time, all=entry.answers_judged)
    return Cell(text, number=True, order=f"{entry.answers_in_time / entry.answers_judged:.4f}")


def _score(values: tuple[int, ...], words: Wording) -> Cell:
    if not values:
        return Cell("–", number=True)
    before = words.text("before: {score}", score=values[0]) if len(values) > 1 else ""
    return Cell(words.text("{score} of 10", score=values[-1]), sub=before, number=True, order=str(values[-1]))


def _level(level: Level, words: Wording) -> Tag:
    labels = {
        Level.GOOD: (Tone.GOOD, words.text("Good")),
        Level.WATCH: (Tone.AT_RISK, words.text("To watch")),
        Level.WORRY: (Tone.OVERDUE, words.text("A worry")),
        Level.UNKNOWN: (Tone.PLANNED, words.text("Not known")),
    }
    return Tag(*labels[level])


def _reason(reason: Reason, words: Wording) -> str:
    before, now = (words.number(Decimal(str(value)).normalize()) for value in (reason.before, reason.now))
    if reason.sign is Sign.SLOWER_REPLIES:
        return words.text("replies take {now} working hours, {before} before", now=now, before=before)
    if reason.sign is Sign.FALLING_SCORES:
        return words.text("the score fell from {before} to {now}", now=now, before=before)
    if reason.sign is Sign.LOW_SCORE:
        return words.text("a score of {now}", now=now)
    return words.count("{n} action is overdue", "{n} actions are overdue", round(reason.before))


def _account(entries: Sequence[PortfolioEntry], words: Wording) -> tuple[Block, ...]:
    heads = (
        words.text("Note"),
        words.text("Client"),
        words.text("Kind"),
        words.text("Next step"),
        words.text("Due"),
    )
    pairs = [(entry, note) for entry in entries for note in entry.account]
    pairs.sort(key=lambda pair: (pair[1].due is None, pair[1].due or words.as_of, pair[1].id))
    rows = (_account_row(entry, note, words) for entry, note in pairs)
    return _table(words.text("Account notes"), heads, rows, words)


def _account_row(entry: PortfolioEntry, note: DisclosedAccountNote, words: Wording) -> tuple[Cell, ...]:
    kind = choice_label(words, note.kind) if note.kind else "–"
    return (
        Cell(note.title),
        _client(entry),
        Cell(kind),
        Cell(note.next_step or "–", markdown=bool(note.next_step)),
        _day(words, note.due),
    )
