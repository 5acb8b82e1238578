"""How things are told: people blamed by name, and what is called done without its evidence; it rewrites nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.analysis.doubts import Doubt, Missing, doubts
from milepost.diagnostics import Diagnostic, Severity
from milepost.disclosure.records import DisclosedDeliverable, DisclosedMilestone
from milepost.model.operations import Incident, Risk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.loading.places import Places
    from milepost.model.engagement import Engagement

_RISK_TEXTS = ("title", "description", "effect", "response", "contingency", "needs_from_client")
_INCIDENT_TEXTS = ("title", "component", "cause")
_ALSO_WORDS = frozenset(
    {"April", "Bill", "Grace", "Grant", "Hope", "June", "Joy", "Luz", "Mar", "Mark", "May", "Paz", "Sol", "Will"}
)
"""Given names that begin sentences as other words too: these people are only found by their whole name."""
_LEAST_LETTERS = 3


def check_tone(engagement: Engagement, shown: DisclosedEngagement, places: Places) -> Iterator[Diagnostic]:
    """Everything that a reader would take amiss, or be misled by; `shown` is the agency's own view."""
    yield from _names(engagement, places)
    for record, found in doubts(shown).items():
        for doubt in found:
            yield _unproved(record, doubt, shown, places)


def _names(engagement: Engagement, places: Places) -> Iterator[Diagnostic]:
    """People of the agency who are named in what clients read of a risk or an incident."""
    people = [(person.name, _pattern(person.name)) for person in engagement.client.people if person.party == "agency"]
    told: tuple[Risk | Incident, ...] = (*engagement.of(Risk), *engagement.of(Incident))
    for record in told:
        if record.readers == "internal":
            continue
        for path, text in _texts(record):
            for name, pattern in people:
                named = pattern.search(text)
                if named:
                    yield _blame(record.id, path, named[0], name, places)


def _texts(record: Risk | Incident) -> Iterator[tuple[str, str]]:
    """What readers see of it, by the field's path."""
    keys = _RISK_TEXTS if isinstance(record, Risk) else _INCIDENT_TEXTS
    yield from ((key, text) for key in keys if (text := getattr(record, key)))
    if isinstance(record, Incident):
        yield from ((f"updates[{number}].text", item.text) for number, item in enumerate(record.updates))
    for item in record.translations:
        yield from ((f"translations.{item.language}.{key}", text) for key, text in item.texts)
    yield from ((f"x-{key}", text) for key, text in record.custom)


def _pattern(name: str) -> re.Pattern[str]:
    """A person's whole name, or one part of it where that is no common word."""
    parts = [part for part in name.split() if len(part) >= _LEAST_LETTERS and part not in _ALSO_WORDS]
    words = [re.escape(part) for part in (name, *parts)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


def _blame(record: str, path: str, found: str, name: str, places: Places) -> Diagnostic:
    at = places.find(record, path, found)
    message = f"{record} names {name} to the client"
    hint = "Write “we”, or what went wrong: clients read blame where a colleague stands beside a fault."
    return places.diagnostic("C331", message, at, hint=hint, severity=Severity.WARNING)


def _unproved(record: str, doubt: Doubt, shown: DisclosedEngagement, places: Places) -> Diagnostic:
    item, others = shown.by_id[record], ", ".join(doubt.at)
    state = "accepted" if isinstance(item, DisclosedDeliverable) else "done"
    reason, hint = {
        Missing.DAY: ("no `done_on` says when", "Add `done_on`, or correct the status."),
        Missing.MILESTONE: (f"{others} is not done", "Correct one of the two."),
        Missing.DELIVERY: (f"{others} has not been delivered", "Correct one of the two."),
        Missing.FAILED_CHECK: (f"a check of {others} failed", "Make the check again, or correct the status."),
        Missing.OPEN_CHECK: (f"a check of {others} is still open", "Record its result, or correct the status."),
        Missing.ACCEPTANCE: (
            "no acceptance by the client is on record",
            "File a sign-off, or a passed check `by` a person of the client.",
        ),
    }[doubt.missing]
    by_day = isinstance(item, DisclosedMilestone) and item.status != "done"
    at = places.of(record, "done_on" if by_day else "status")
    return places.diagnostic(
        "C332", f"{record} is called {state}, but {reason}", at, hint=hint, severity=Severity.WARNING
    )
