"""The files of a new client, as text by path; it writes none of them and asks nobody."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta

from milepost.authoring.workspace_files import SCHEMA_FOLDER
from milepost.loading.plain import value_fault


@dataclass(frozen=True)
class NewClient:
    """What is known about a new client; `name` and `engagement` empty where nobody said."""

    slug: str
    name: str = ""
    engagement: str = ""
    language: str = "en"
    currency: str = "EUR"
    timezone: str = "UTC"


_TITLES: dict[str, tuple[str, str, str]] = {
    "en": ("Project", "Scope and plan agreed", "Launch"),
    "es": ("Proyecto", "Alcance y plan acordados", "Lanzamiento"),
    "ro": ("Proiect", "Obiectivele și planul stabilite", "Lansarea"),
}
"""What an engagement and its first two milestones are called until somebody gives them names, by language."""

_CLIENT = """\
{schema}
# Both names are what the client reads at the top of the site.
name: {name}
engagement: {engagement}
# One paragraph, in the client's words: what will be there in the end, and for whom.
# summary: >-
#   …
status: active # proposed, active, paused, closed
started: {started}
language: {language} # en, es, ro: the language of the client's site
timezone: {timezone} # a name of the IANA database, such as Europe/London
currency: {currency}
# The date that everybody asks for, where it is not the last milestone.
# key_milestone: M2

# Who is who. `id` is what other files call a person by; `party` is agency or client.
# people:
#   - id: ana
#     name: Ana Pop
#     party: agency
#     role: Project manager
#     email: ana@studio.example
#     contact_for:
#       - questions
#   - id: lena
#     name: Lena Ortiz
#     party: client
#     role: Head of collections
#     email: lena@museum.example
#     signs: true # may accept what is handed over

# What you promise, so that it can be measured.
# communication:
#   cadence: fortnightly # weekly, fortnightly, monthly, quarterly
#   report_day: fri
#   response:
#     - kind: question
#       within: 1d # d: working days, h: working hours
#     - kind: urgent
#       within: 4h
#   reply_to: projects@studio.example

# Never published: for the colleague who has to step in tomorrow.
# profile:
#   working_style: …
"""

_MILESTONES = """\
{schema}
# One record per date that the plan is held to.
# `agreed` is the date you promised: it changes only through a change request. If a date slips, add
# `expected` and a `reason`; the client reads both beside the promise.
- id: M1
  title: {first}
  start: {start}
  agreed: {first_day}
  status: active # planned, active, done (then add done_on), dropped
- id: M2
  title: {last}
  agreed: {last_day}
  status: planned
  depends_on:
    - M1
"""

_PLAIN = re.compile(r"[^\W\d_][\w .,()&/+’'-]*")
_RESERVED = frozenset({"true", "false", "null"})


def client_files(new: NewClient, today: date, secret: str) -> dict[str, str]:
    """The files of a new client by path below its folder; `secret` is 64 hexadecimal digits.

    The plan begins today, and holds two milestones, three and twelve weeks later: a site to correct is easier
    to begin with than an empty one.
    """
    project, first, last = _TITLES.get(new.language, _TITLES["en"])
    client = _CLIENT.format(
        schema=editor_lines("client"),
        name=scalar(new.name or new.slug.replace("-", " ").title()),
        engagement=scalar(new.engagement or project),
        started=today,
        language=scalar(new.language),
        timezone=scalar(new.timezone),
        currency=scalar(new.currency),
    )
    milestones = _MILESTONES.format(
        schema=editor_lines("milestones"),
        first=first,
        last=last,
        start=today,
        first_day=_working_day(today + timedelta(weeks=3)),
        last_day=_working_day(today + timedelta(weeks=12)),
    )
    return {"client.yaml": client, "milestones.yaml": milestones, ".secret": f"{secret}\n"}


def editor_lines(schema: str) -> str:
    """The comments by which editors find the schema of a file in a client's folder: two, as editors differ."""
    path = f"../../{SCHEMA_FOLDER}/{schema}.json"
    return f"# yaml-language-server: $schema={path}\n# $schema: {path}"


def scalar(text: str) -> str:
    """The text as a YAML scalar of one line: plain where no reader could take it for something else."""
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text.casefold() not in _RESERVED
    return text if plain and value_fault(text) is None else json.dumps(text, ensure_ascii=False)


def _working_day(day: date) -> date:
    """The day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)  # noqa: PLR2004 (as many as fit on the line)
