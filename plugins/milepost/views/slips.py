"""Words for dates that moved: each move with what stands behind it, who agreed, and whom it waited for before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.analysis.waits import Waited, waited
from milepost.loading.mentions import mentioned
from milepost.views import phrases
from milepost.views.blocks import Note, Section
from milepost.views.context import record_url
from milepost.views.inline import Link, Tag
from milepost.views.plan_blocks import Move, Moves
from milepost.views.tone import Tone
from milepost.views.trend import record_trend

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.analysis import moves as found
    from milepost.disclosure.engagement import DisclosedSignOff
    from milepost.views.blocks import Block
    from milepost.views.context import Context


def moves_section(context: Context, record: str) -> Section | None:
    """A milestone's own moves, for its page: the trend and each move; None where history tells nothing of its date."""
    slip = context.slips.by_id.get(record)
    if slip is None or not slip.series.stated:
        return None
    words = context.words
    blocks: list[Block] = [*_rewritten(context, slip, with_title=False)]
    first = slip.series.stated[0]
    if not slip.moves and not blocks:
        text = words.text("This date has not moved since it was first said on {date}.", date=words.day(first.on))
        blocks.append(Note(text))
    blocks += record_trend(context, record)
    if slip.moves:
        blocks.append(Moves(tuple(_move(context, item) for item in reversed(slip.moves))))
    return Section("moves", words.text("How this date has moved"), tuple(blocks))


def rewrite_notes(context: Context) -> tuple[Note, ...]:
    """A warning for each agreed date that was changed without an accepted change request."""
    shown = (context.slips.by_id[name] for name in context.standings if name in context.slips.by_id)
    return tuple(note for slip in shown for note in _rewritten(context, slip, with_title=True))


def waited_before(context: Context, record: str) -> str:
    """Whom a milestone waited for before its moves; empty where nothing linked to it waited."""
    slip = context.slips.by_id.get(record)
    moves = slip.moves if slip else ()
    return waited_text(context, waited((item, move.since, move.on) for move in moves for item in move.waits))


def waiting_evidence(context: Context, record: str) -> tuple[Link, ...]:
    """Links to what a milestone waited for before its moves."""
    slip = context.slips.by_id.get(record)
    names = dict.fromkeys(item.record for move in (slip.moves if slip else ()) for item in move.waits)
    told = mentioned(slip.series.last.reason) if slip else frozenset()
    return tuple(context.link(name) for name in names if name not in told)


def waited_summary(context: Context) -> str:
    """Whom all moved dates together waited for; empty where nothing linked to one waited."""
    text = waited_text(context, context.slips.waited)
    return context.words.text("Before dates moved, in all: {waited}.", waited=text) if text else ""


def waited_text(context: Context, days: Waited) -> str:
    """Days of waiting by whose turn it was, in a few words."""
    words = context.words
    parts = [_client_days(context, days.client)] if days.client else []
    if days.agency:
        parts.append(words.count("{n} day waiting for us", "{n} days waiting for us", days.agency))
    text = words.joined(parts)
    if days.both:
        text += " " + words.count("(on {n} of them for both)", "(on {n} of them for both)", days.both)
    return text


def _client_days(context: Context, days: int) -> str:
    """Days of waiting for the client, whom readers of a public share are not."""
    words, client = context.words, context.engagement.client.name
    if context.engagement.share.audience == "public":
        return words.count("{n} day waiting for {client}", "{n} days waiting for {client}", days, client=client)
    return words.count("{n} day waiting for you", "{n} days waiting for you", days)


def agreed_by(context: Context, filed: Iterable[DisclosedSignOff]) -> str:
    """Who agreed, as the sign-offs were filed; empty where none was, or the share names nobody."""
    told = [(context.person(item.by), context.words.on(item.at)) for item in filed]
    names = [context.words.text("{name}, {date}", name=name, date=context.words.day(on)) for name, on in told if name]
    return context.words.text("Agreed by {names}", names="; ".join(names)) if names else ""


def _move(context: Context, item: found.Move) -> Move:
    words, milestone = context.words, context.standings[item.milestone].milestone
    change = f"{words.period(item.before, milestone.precision)} → {words.period(item.after, milestone.precision)}"
    names = [
        name for name in (*item.behind, *(wait.record for wait in item.waits)) if name not in mentioned(item.reason)
    ]
    waited_for = waited_text(context, item.waited)
    others = [context.title(wait.record) for wait in item.others]
    if others and not waited_for:
        waited_for = words.text("Also waiting then, not linked to this: {titles}", titles=words.joined(others))
    return Move(
        title=words.text("Said on {date}", date=words.day(item.on)),
        url="",
        change=change,
        shift=phrases.shift(words, item.days),
        why=_why(context, item),
        evidence=tuple(context.link(name) for name in dict.fromkeys(names)),
        agreed=agreed_by(context, item.agreed_by) or _standing_of(context, item),
        waited=waited_for,
    )


def _why(context: Context, item: found.Move) -> str:
    """The reason given, else what stands behind the move; titles hold no Markdown that could link elsewhere."""
    if item.reason or not item.behind:
        return item.reason or context.words.text("No reason has been recorded.")
    return context.words.joined([context.title(name) for name in item.behind])


def _standing_of(context: Context, item: found.Move) -> str:
    """What is known of a move's being agreed where no sign-off is filed."""
    tags = [context.engagement.by_id[name] for name in item.behind]
    states = {getattr(record, "status", "") for record in tags}
    if states & {"accepted", "done"}:
        return context.words.text("Accepted, no sign-off filed")
    return context.words.text("Waiting for a decision") if "proposed" in states else ""


def _rewritten(context: Context, slip: found.Slip, *, with_title: bool) -> Iterable[Note]:
    words = context.words
    for item in slip.silent:
        milestone = context.standings[item.milestone].milestone
        values = {
            "date": words.day(item.on),
            "before": words.period(item.before, milestone.precision),
            "after": words.period(item.after, milestone.precision),
        }
        text = words.text(
            "On {date} the agreed date was changed from {before} to {after} without an accepted change request.",
            **values,
        )
        more = Link(milestone.title, record_url(milestone.id)) if with_title else None
        yield Note(text, more, Tag(Tone.AT_RISK, words.text("Agreed date changed")))
