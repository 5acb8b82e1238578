"""People: who to ask about what, and who decides for the client; tells no internal note about anyone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from milepost.disclosure.audience import has_section
from milepost.views import phrases
from milepost.views.blocks import Cell, Contact, PageView, PromiseLine, Section, Table
from milepost.views.inline import Link

if TYPE_CHECKING:
    from milepost.disclosure.engagement import DisclosedPerson
    from milepost.views.blocks import Block
    from milepost.views.context import Context

_A_MONDAY = date(2024, 1, 1)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def people_page(context: Context) -> PageView | None:
    """The page; None where the share names nobody."""
    people, words = context.engagement.people, context.words
    if not people:
        return None
    contact = context.contact()
    agency = tuple(person for person in people if person.party == "agency")
    client = tuple(person for person in people if person.party == "client")
    block = contact_block(context)
    sections: list[Section] = [Section("ask", words.text("Who to ask"), (block,))] if block else []
    for key, title, members in (
        ("agency", words.text("Who works for you"), agency),
        ("client", words.text("Who decides on your side"), client),
    ):
        if members:
            sections.append(Section(key, title, (_table(context, title, members),)))
    name = contact.name if contact else ""
    headline = words.text("Ask {name} first.", name=name) if name else words.text("Who takes part.")
    return PageView("people/", words.text("People"), context.kicker, headline, tuple(sections))


def people_url(context: Context) -> str:
    """The page's address; empty where the share has no such page."""
    return "people/" if has_section(context.engagement.share, "people") else ""


def contact_block(context: Context) -> Contact | None:
    """Whom the client asks first, when, and how soon an answer is promised."""
    person, words = context.contact(), context.words
    if person is None:
        return None
    told = context.engagement.communication
    kinds = {"question": words.text("Question"), "urgent": words.text("Urgent problem")}
    promises = tuple(PromiseLine(kinds[item.kind], phrases.duration(words, item.within)) for item in told.response)
    backup = context.person(person.backup)
    return Contact(
        name=person.name,
        role=person.role or "",
        email=person.email or "",
        phone=person.phone or "",
        hours=_hours(context),
        backup=words.text("If {name} is away: {backup}", name=person.name, backup=backup) if backup else "",
        caption=words.text("We promise an answer within"),
        promises=promises,
        book=Link(words.text("Book a meeting"), told.book) if told.book else None,
    )


def _hours(context: Context) -> str:
    calendar, words = context.engagement.calendar, context.words
    if not calendar.week:
        return ""
    names = [_weekday(context, name) for name in calendar.week]
    numbers = [_DAYS.index(name) for name in calendar.week]
    in_a_row = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    days = (
        words.text("{first} to {last}", first=names[0], last=names[-1])
        if in_a_row and len(names) > 1
        else words.joined(names)
    )
    city = context.engagement.client.timezone.rpartition("/")[2].replace("_", " ")
    days = days[:1].upper() + days[1:]
    return words.text("{days}, {hours} ({city})", days=days, hours=calendar.hours.replace("-", "–"), city=city)


def _weekday(context: Context, name: str) -> str:
    return context.words.weekday(_A_MONDAY + timedelta(days=_DAYS.index(name)))


def _table(context: Context, caption: str, members: tuple[DisclosedPerson, ...]) -> Block:
    words = context.words
    heads = (words.text("Name"), words.text("Role"), words.text("Reach"), words.text("Signs"))
    return Table(
        caption,
        heads,
        tuple(_row(context, person) for person in members),
        filter=words.text("Filter by name"),
    )


def _row(context: Context, person: DisclosedPerson) -> tuple[Cell, ...]:
    words = context.words
    about = ", ".join(person.contact_for)
    backup = context.person(person.backup)
    role = words.text("backup: {name}", name=backup) if backup else ""
    return (
        Cell(person.name, sub=words.text("ask about: {topics}", topics=about) if about else "", strong=True),
        Cell(person.role or "", sub=role),
        Cell(person.email or "", sub=person.phone or "", url=f"mailto:{person.email}" if person.email else ""),
        Cell(words.text("yes") if person.signs else ""),
    )
