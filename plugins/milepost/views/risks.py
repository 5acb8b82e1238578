"""Risks: what could happen, what it would do, what we do and what the client can do; open ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.states import is_live
from milepost.disclosure.records import DisclosedRisk
from milepost.views import phrases
from milepost.views.blocks import Entries, Entry, Fold, PageView, Part, Section
from milepost.views.context import record_url
from milepost.views.labels import choice_label

if TYPE_CHECKING:
    from milepost.localisation.wording import Wording
    from milepost.views.context import Context

_LEVELS = {"high": 0, "medium": 1, "low": 2, None: 3}


def risks_page(context: Context) -> PageView | None:
    """The page; None where the share has no risk."""
    found, words = context.engagement.of(DisclosedRisk), context.words
    if not found:
        return None
    live = sorted((item for item in found if is_live(item)), key=_gravity)
    rest = [item for item in found if not is_live(item)]
    sections = []
    if live:
        sections.append(Section("open", open_risks(words), (_entries(context, live),)))
    if rest:
        title = words.count("{n} more, watched or closed", "{n} more, watched or closed", len(rest))
        sections.append(Section("closed", words.text("Watched and closed"), (Fold(title, (_entries(context, rest),)),)))
    return PageView(
        "risks/", words.own("risk") or words.text("Risks"), context.kicker, _headline(context, live), tuple(sections)
    )


def is_grave(risk: DisclosedRisk) -> bool:
    """Whether the risk is a red flag or would do great harm."""
    return risk.flag or risk.impact == "high"


def open_risks(words: Wording) -> str:
    """The heading over what is open."""
    own = words.own("risk")
    return words.text("{risks} to watch", risks=own) if own else words.text("Open risks")


def _headline(context: Context, live: list[DisclosedRisk]) -> str:
    words = context.words
    if own := words.own("risk"):
        return _own_headline(context, live, own)
    key = context.key.milestone if context.key else None
    if not live:
        return words.text("No risk is open.")
    happened = sum(item.status == "happened" for item in live)
    if happened:
        bad = words.count("{n} risk has happened.", "{n} risks have happened.", happened)
        rest = len(live) - happened
        return f"{bad} " + words.count("{n} more is open.", "{n} more are open.", rest) if rest else bad
    if key:
        moving = sum(key.id in item.affects for item in live)
        if moving:
            return words.count("{n} risk could move {title}.", "{n} risks could move {title}.", moving, title=key.title)
    return words.count("{n} risk is open.", "{n} risks are open.", len(live))


def _own_headline(context: Context, live: list[DisclosedRisk], own: str) -> str:
    words, key = context.words, context.key.milestone if context.key else None
    happened = sum(item.status == "happened" for item in live)
    moving = sum(key.id in item.affects for item in live) if key else 0
    if not live:
        return words.text("{risks}: nothing is open.", risks=own)
    if happened:
        return words.count("{risks}: {n} has happened.", "{risks}: {n} have happened.", happened, risks=own)
    if moving and key:
        title = key.title
        return words.count(
            "{risks}: {n} could move {title}.", "{risks}: {n} could move {title}.", moving, risks=own, title=title
        )
    return words.count("{risks}: {n} is open.", "{risks}: {n} are open.", len(live), risks=own)


def _gravity(risk: DisclosedRisk) -> tuple[bool, int, int, str]:
    return (not risk.flag, _LEVELS[risk.impact], _LEVELS[risk.probability], risk.id)


def _entries(context: Context, risks: list[DisclosedRisk]) -> Entries:
    return Entries(tuple(risk_entry(context, item) for item in risks))


def risk_entry(context: Context, risk: DisclosedRisk) -> Entry:
    """A risk told in full."""
    words = context.words
    meta = []
    if risk.probability and risk.impact:
        meta.append(words.text("Likelihood {level}", level=choice_label(words, risk.probability)))
        meta.append(words.text("effect {level}", level=choice_label(words, risk.impact)))
    if risk.review_on:
        is_late = risk.status != "closed" and risk.review_on < context.as_of
        date = words.day(risk.review_on)
        late, coming = words.text("review was due {date}", date=date), words.text("next review {date}", date=date)
        meta.append(late if is_late else coming)
    texts = (
        (words.text("What it would do"), risk.effect),
        (words.text("What we do"), risk.response),
        (words.text("If it happens"), risk.contingency),
        (words.text("What you can do"), risk.needs_from_client),
    )
    return Entry(
        id=risk.id,
        title=risk.title,
        url=record_url(risk.id),
        tag=phrases.risk_tag(words, risk.status, grave=is_grave(risk)),
        meta=tuple(meta),
        body=risk.description or "",
        parts=tuple(Part(label, text) for label, text in texts if text),
        links=tuple(context.titled_link(name) for name in risk.affects),
    )
