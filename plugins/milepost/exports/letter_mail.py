"""A letter as an e-mail file (`.eml`), in text and HTML, by the standard library; it sends nothing.

The same letter gives the same bytes: no clock, no random boundary. `X-Unsent` lets mail programs open it as a draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

from milepost.exports.identity import stable_id
from milepost.render.environment import template

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from milepost.disclosure.engagement import DisclosedEngagement, DisclosedPerson
    from milepost.views.letter import Letter

_TOPIC = "updates"


@dataclass(frozen=True)
class Envelope:
    """From whom to whom, and where answers go; empty parts are left out."""

    sender: Address | None
    to: tuple[Address, ...]
    reply_to: Address | None


def envelope(engagement: DisclosedEngagement, contact: DisclosedPerson | None) -> Envelope:
    """From the contact to the client's people who are named for updates, else to all of them with an address.

    What sponsors are told goes to nobody by itself: no record says which people they are, and the rest may not read it.
    """
    is_for_all = engagement.share.audience != "sponsor"
    theirs = [person for person in engagement.people if is_for_all and person.party == "client" and person.email]
    named = [person for person in theirs if _TOPIC in person.contact_for]
    sender = _address(contact) if contact and contact.email else None
    answers = engagement.communication.reply_to
    reply_to = Address(addr_spec=answers) if answers else None
    if sender is None:
        sender, reply_to = reply_to, None
    return Envelope(sender, tuple(_address(person) for person in named or theirs), reply_to)


def letter_mail(letter: Letter, found: Envelope, at: datetime, site: str = "") -> bytes:
    """The e-mail, lines ended as in mail; `at` is its date, `site` the address of the site, empty where unknown."""
    mail = EmailMessage(policy.SMTP)
    mail["Subject"] = letter.subject
    if found.sender:
        mail["From"] = found.sender
    if found.to:
        mail["To"] = found.to
    if found.reply_to:
        mail["Reply-To"] = found.reply_to
    mail["Date"] = format_datetime(at)
    mail["X-Unsent"] = "1"
    text = _text(letter, site)
    mail.set_content(text, cte="quoted-printable")
    html = template("letter.html").render(letter=letter, site=site)
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    # Set last: setting the content takes such headers away.
    mail["Content-Language"] = letter.language
    mail.set_boundary(f"milepost-{stable_id(text, html).hex}")
    return mail.as_bytes()


def _address(person: DisclosedPerson) -> Address:
    return Address(person.name, addr_spec=person.email or "")


def _text(letter: Letter, site: str) -> str:
    return "\n".join(_text_lines(letter, site)) + "\n"


def _text_lines(letter: Letter, site: str) -> Iterable[str]:
    yield from (letter.headline, "", letter.lead)
    for part in letter.parts:
        yield from ("", part.title, *(f"- {line}" for line in part.lines))
        if part.more:
            yield part.more
    yield ""
    yield from ((site,) if site else ())
    yield from letter.closing
