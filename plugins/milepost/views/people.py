"""People: who to ask about what, when and how, and who decides for the client; tells no internal note of anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.next_report import next_report
from milepost.disclosure.audience import has_section
from milepost.views import phrases
from milepost.views.blocks import Cell, Contact, Note, PageView, PromiseLine, Section, Table
from milepost.views.hours import hours_text
from milepost.views.inline import Link

if TYPE_CHECKING:
    from milepost.disclosure.engagement import DisclosedPerson
    from milepost.views.blocks import Block
    from milepost.views.context import Context


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
    topics, channels = _topics(context), _channels(context)
    sections += [Section("topics", words.text("Who to ask about what"), (topics,))] if topics else []
    sections += [channels] if channels else []
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
    kinds = {"question": words.own("question", 1) or words.text("Question"), "urgent": words.text("Urgent problem")}
    promises = tuple(PromiseLine(kinds[item.kind], phrases.duration(words, item.within)) for item in told.response)
    backup = context.person(person.backup)
    return Contact(
        name=person.name,
        role=person.role or "",
        email=person.email or "",
        phone=person.phone or "",
        hours=hours_text(context),
        backup=words.text("If {name} is away: {backup}", name=person.name, backup=backup) if backup else "",
        caption=words.text("We promise an answer within"),
        promises=promises,
        book=Link(words.text("Book a meeting"), told.book) if told.book else None,
    )


def _reports(context: Context) -> Note | None:
    """How often a report comes, and when the next one is due."""
    words, told = context.words, context.engagement.communication
    if told.cadence is None:
        return None
    cadences = {
        "weekly": words.text("You get a report every week."),
        "fortnightly": words.text("You get a report every two weeks."),
        "monthly": words.text("You get a report every month."),
        "quarterly": words.text("You get a report every three months."),
    }
    coming = next_report(context.engagement, context.as_of)
    if coming is None:
        return Note(cadences[told.cadence])
    day = words.at(coming.due, "day")
    next_one = words.text("The next one is due {at}.", at=day)
    late = words.text("The next one was due {at} and is late.", at=day)
    return Note(f"{cadences[told.cadence]} {late if coming.is_overdue else next_one}")


def _topics(context: Context) -> Table | None:
    """Who to ask about what; None where nobody is named for anything."""
    words = context.words
    agency = [person for person in context.engagement.people if person.party == "agency"]
    asked = [(topic, person) for person in agency for topic in person.contact_for]
    if not asked:
        return None
    heads = (words.text("About"), words.text("Ask"), words.text("If they are away"))
    rows = tuple(
        (
            Cell(_capital(topic), strong=True),
            Cell(person.name, sub=" · ".join(text for text in (person.email, person.phone) if text)),
            Cell(context.person(person.backup) or "–"),
        )
        for topic, person in asked
    )
    return Table(words.text("Who to ask about what"), heads, rows)


def _channels(context: Context) -> Section | None:
    words, told = context.words, context.engagement.communication
    rows = tuple((Cell(_capital(item.for_), strong=True), Cell(_capital(item.use))) for item in told.channels)
    report = _reports(context)
    table = (Table(words.text("Which way for what"), (words.text("For"), words.text("Use")), rows),) if rows else ()
    blocks = (*table, *((report,) if report else ()))
    title = words.text("Which way for what") if table else words.text("Reports")
    return Section("channels", title, blocks) if blocks else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


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
    backup = context.person(person.backup)
    role = words.text("backup: {name}", name=backup) if backup else ""
    return (
        Cell(person.name, strong=True),
        Cell(person.role or "", sub=role),
        Cell(person.email or "", sub=person.phone or "", url=f"mailto:{person.email}" if person.email else ""),
        Cell(words.text("yes") if person.signs else ""),
    )
