"""What a finished engagement came to, on its overview: what was done, what was kept, and the client's word on it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from milepost.analysis.results import ResultStanding, result
from milepost.analysis.standing import Standing
from milepost.analysis.states import is_asked_for
from milepost.disclosure.conversations import DisclosedFeedback
from milepost.disclosure.records import DisclosedDeliverable, DisclosedKpi, DisclosedRequirement
from milepost.views.actions import answer_address
from milepost.views.blocks import Entries, Entry, Fact, Facts, Note, Section
from milepost.views.context import record_url
from milepost.views.inline import Link

if TYPE_CHECKING:
    from milepost.views.blocks import Block
    from milepost.views.context import Context

_LAST_WORDS = frozenset({"debrief", "testimonial"})


def closing_section(context: Context) -> Section | None:
    """The section; None while the engagement is not closed."""
    if context.engagement.client.status != "closed":
        return None
    facts = tuple(
        fact for fact in (_dates(context), _requirements(context), _deliverables(context), _results(context)) if fact
    )
    blocks: list[Block] = [Facts(facts)] if facts else []
    said = _last_words(context)
    blocks.append(Entries(said) if said else _ask(context))
    return Section("closing", context.words.text("What we did together"), tuple(blocks))


def _of(context: Context, some: int, every: int) -> str:
    return context.words.text("{some} of {all}", some=context.words.whole(some), all=context.words.whole(every))


def _dates(context: Context) -> Fact | None:
    done = [item for item in context.standings.values() if item.standing is Standing.DONE and item.agreed]
    if not done:
        return None
    kept = sum((item.days_later or 0) <= 0 for item in done)
    return Fact(context.words.text("Dates kept as agreed"), _of(context, kept, len(done)), url="roadmap/")


def _requirements(context: Context) -> Fact | None:
    kept = [item for item in context.engagement.of(DisclosedRequirement) if is_asked_for(item)]
    if not kept:
        return None
    done = sum(item.status == "done" for item in kept)
    words, own = context.words, context.words.own("requirement")
    label = words.text("{requirements}: done so far", requirements=own) if own else words.text("Requirements done")
    return Fact(label, _of(context, done, len(kept)), url="requirements/")


def _deliverables(context: Context) -> Fact | None:
    found = context.engagement.of(DisclosedDeliverable)
    if not found:
        return None
    accepted = sum(item.status == "accepted" for item in found)
    words, own = context.words, context.words.own("deliverable")
    label = words.text("{deliverables}: accepted so far", deliverables=own)
    return Fact(
        label if own else words.text("Deliverables accepted"),
        _of(context, accepted, len(found)),
        url="deliverables/",
    )


def _results(context: Context) -> Fact | None:
    found = [result(kpi, context.as_of) for kpi in context.engagement.of(DisclosedKpi)]
    if not found:
        return None
    reached = sum(item.standing is ResultStanding.MET for item in found)
    return Fact(context.words.text("Targets reached"), _of(context, reached, len(found)), url="results/")


def _last_words(context: Context) -> tuple[Entry, ...]:
    found = [item for item in context.engagement.of(DisclosedFeedback) if item.kind in _LAST_WORDS]
    newest = sorted(found, key=lambda item: (item.given_on, item.id), reverse=True)
    return tuple(
        Entry(
            item.id,
            item.title,
            record_url(item.id),
            meta=tuple(text for text in (context.words.day(item.given_on), context.person(item.given_by)) if text),
            body=item.text or "",
        )
        for item in newest
    )


def _ask(context: Context) -> Note:
    words, address = context.words, answer_address(context)
    how = words.text("how it was")
    subject = quote(f"{context.engagement.client.engagement}: {how}")
    link = Link(words.text("Tell us how it was"), f"mailto:{address}?subject={subject}") if address else None
    return Note(words.text("Thank you for the work together."), link)
