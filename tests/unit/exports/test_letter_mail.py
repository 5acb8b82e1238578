from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest

from milepost.exports.letter_mail import Envelope, envelope, letter_mail
from milepost.views.letter import Letter, LetterPart
from support.engagements import CLIENT
from support.shares import a_share

if TYPE_CHECKING:
    from email.message import EmailMessage

    from milepost.model.kinds import Audience

AT = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
LETTER = Letter(
    language="es",
    subject="Portal: «Apertura» se espera el 12 de marzo.",
    headline="«Apertura» se espera el 12 de marzo.",
    lead="7 registros han cambiado.",
    parts=(LetterPart("Fechas", ("Apertura <b>& cía</b>: 4 → 12", "ü" * 200)), LetterPart("Más", ("Una",), "Y 3 más.")),
    closing=("Del registro.",),
)
NOBODY = Envelope(None, (), None)


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=policy.default)


def mail(letter: Letter = LETTER, found: Envelope = NOBODY, site: str = "") -> EmailMessage:
    return read(letter_mail(letter, found, AT, site))


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


PEOPLE = """people:
  - {id: ana, name: "Pop, Ana", party: agency, email: ana@studio.example}
  - {id: lena, name: Lena Ñandú, party: client, email: lena@museum.example}
  - {id: tom, name: Tom, party: client, email: tom@museum.example TOPIC}
  - {id: owen, name: Owen, party: client}
"""


def addressed(client: str = "", topic: str = "", audience: Audience = "client") -> EmailMessage:
    share = a_share({"client.yaml": CLIENT + PEOPLE.replace(" TOPIC", topic) + client}, audience)
    return mail(found=envelope(share.engagement, share.contact()))


def test_it_goes_from_the_contact_to_the_clients_people_who_have_an_address() -> None:
    found = addressed()

    assert found["From"] == '"Pop, Ana" <ana@studio.example>'
    assert found["To"] == "Lena Ñandú <lena@museum.example>, Tom <tom@museum.example>"
    assert found["Reply-To"] is None


def test_where_somebody_is_named_for_updates_it_goes_to_them_alone() -> None:
    assert addressed(topic=", contact_for: [updates]")["To"] == "Tom <tom@museum.example>"


def test_answers_go_to_the_address_for_answers() -> None:
    assert addressed("communication: {reply_to: projects@studio.example}\n")["Reply-To"] == "projects@studio.example"


def test_without_a_contact_the_address_for_answers_sends_it() -> None:
    share = a_share({"client.yaml": f"{CLIENT}communication: {{reply_to: projects@studio.example}}\n"})

    found = mail(found=envelope(share.engagement, share.contact()))

    assert (found["From"], found["To"], found["Reply-To"]) == ("projects@studio.example", None, None)


def test_what_sponsors_are_told_is_addressed_to_nobody() -> None:
    found = addressed(topic=", contact_for: [updates]", audience="sponsor")

    assert (found["From"], found["To"]) == ('"Pop, Ana" <ana@studio.example>', None)


def test_a_public_share_gives_no_address() -> None:
    found = addressed(audience="public")

    assert (found["From"], found["To"]) == (None, None)


def test_the_text_is_whole_and_the_html_says_the_same() -> None:
    found = mail(site="https://harbour.example/")

    assert body(found, "plain").splitlines() == [
        "«Apertura» se espera el 12 de marzo.",
        "",
        "7 registros han cambiado.",
        "",
        "Fechas",
        "- Apertura <b>& cía</b>: 4 → 12",
        f"- {'ü' * 200}",
        "",
        "Más",
        "- Una",
        "Y 3 más.",
        "",
        "https://harbour.example/",
        "Del registro.",
    ]
    html = body(found, "html")
    assert "<li>Apertura &lt;b&gt;&amp; cía&lt;/b&gt;: 4 → 12</li>" in html
    assert '<a href="https://harbour.example/">' in html
    assert "<p>Y 3 más.</p>" in html
    assert '<html lang="es">' in html


def test_it_is_a_draft_of_a_known_time_in_a_known_language() -> None:
    found = mail()

    assert found["X-Unsent"] == "1"
    assert found["Date"] == "Fri, 20 Nov 2026 15:30:00 +0000"
    assert found["Content-Language"] == "es"
    assert found["Subject"] == LETTER.subject
    assert "https://" not in body(found, "plain") + body(found, "html")


def test_the_same_letter_gives_the_same_bytes_and_lines_end_as_in_mail() -> None:
    data = letter_mail(LETTER, NOBODY, AT)

    assert data == letter_mail(LETTER, NOBODY, AT)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 78
    data.decode("ascii")


@pytest.mark.parametrize("evil", ["Portal\nBcc: eve@evil.example", "Portal\r\n\r\n<script>"])
def test_a_subject_cannot_add_a_header(evil: str) -> None:
    letter = Letter("en", evil, "H", "L", (), ())

    with pytest.raises(ValueError, match=r"(?i)linefeed|carriage"):
        letter_mail(letter, NOBODY, AT)
