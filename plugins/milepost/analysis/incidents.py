"""How each incident, each component and the whole stand on a day, as reported; watches no service itself.

What nobody has said to be over is never over: an incident ends with an update `resolved`. One whose time has passed
without that word is unconfirmed, and a component is only as well as the last that was said of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from milepost.analysis.clocks import promised_times
from milepost.analysis.working_time import WorkingTime, working_time
from milepost.disclosure.conversations import DisclosedIncident, DisclosedIncidentUpdate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.model.kinds import Duration


class IncidentState(StrEnum):
    """Where an incident stands; `today` and `ahead` are of maintenance only."""

    OPEN = "open"
    UNCONFIRMED = "unconfirmed"
    TODAY = "today"
    AHEAD = "ahead"
    CLOSED = "closed"


class Service(StrEnum):
    """How a component stands, the worst first; `unreported` where nobody has said that it works."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    UNCONFIRMED = "unconfirmed"
    MAINTENANCE = "maintenance"
    UNREPORTED = "unreported"
    WORKING = "working"


_BY_SEVERITY = {"critical": Service.CRITICAL, "major": Service.MAJOR, "minor": Service.MINOR}
_WORST_FIRST = tuple(Service)


@dataclass(frozen=True)
class IncidentStanding:
    """An incident on a day, with its updates up to then, the oldest first.

    `ended` is when it was over, None while nobody has said so. `next_update` is by when the next word is promised
    (None where nothing is promised, or it is over), `is_silent` whether that passed on an earlier day.
    """

    incident: DisclosedIncident
    state: IncidentState
    updates: tuple[DisclosedIncidentUpdate, ...]
    began: datetime | None
    ended: datetime | None
    next_update: datetime | None = None
    is_silent: bool = False

    @property
    def is_maintenance(self) -> bool:
        """Whether it was planned."""
        return self.incident.severity == "maintenance"


@dataclass(frozen=True)
class ComponentStanding:
    """A component by the client's name for it ("" for incidents without one): how it stands, and since when."""

    name: str
    service: Service
    since: datetime | None


def service_of(incident: DisclosedIncident) -> Service:
    """How an open incident leaves its component, as grave as it was called.

    Maintenance that went wrong has no severity of its own; it is not taken for a small matter.
    """
    return _BY_SEVERITY.get(incident.severity, Service.MAJOR)


def incident_standings(engagement: DisclosedEngagement, as_of: date) -> tuple[IncidentStanding, ...]:
    """Every incident on a day, the latest first."""
    hours = working_time(engagement)
    promised = promised_times(engagement)
    found = [
        _stand(item, hours, promised.get("question" if item.severity == "minor" else "urgent"), as_of)
        for item in engagement.of(DisclosedIncident)
    ]
    earliest = hours.start_of(as_of)
    return tuple(sorted(found, key=lambda item: (item.began or earliest, item.incident.id), reverse=True))


def component_standings(found: Iterable[IncidentStanding]) -> tuple[ComponentStanding, ...]:
    """Every component that an incident names, the worst first."""
    groups: dict[str, list[IncidentStanding]] = {}
    for item in found:
        groups.setdefault(item.incident.component or "", []).append(item)
    components = [_component(name, members) for name, members in groups.items()]
    return tuple(sorted(components, key=lambda item: (_WORST_FIRST.index(item.service), item.name)))


def overall_service(components: Iterable[ComponentStanding]) -> Service:
    """The worst of the components; unreported where there are none."""
    return min((item.service for item in components), key=_WORST_FIRST.index, default=Service.UNREPORTED)


def _stand(incident: DisclosedIncident, hours: WorkingTime, promised: Duration | None, as_of: date) -> IncidentStanding:
    ordered = sorted(incident.updates, key=lambda item: item.at)
    # Updates of a later day are not known yet; but an incident that has no others must not vanish for it.
    told = tuple(item for item in ordered if _day(item.at, hours) <= as_of) or tuple(ordered)
    last = told[-1] if told else None
    state = _state(incident, last, hours, as_of)
    began = incident.starts or (told[0].at if told else None)
    if state is IncidentState.CLOSED:
        return IncidentStanding(incident, state, told, began, incident.ends or (last.at if last else None))
    is_awaited = state in {IncidentState.OPEN, IncidentState.UNCONFIRMED}
    due = hours.up_at(last.at, promised) if last and is_awaited else None
    is_silent = due is not None and due < hours.start_of(as_of)
    return IncidentStanding(incident, state, told, began, None, due, is_silent)


def _state(
    incident: DisclosedIncident, last: DisclosedIncidentUpdate | None, hours: WorkingTime, as_of: date
) -> IncidentState:
    if last and last.status == "resolved":
        return IncidentState.CLOSED
    starts, ends = incident.starts, incident.ends
    is_over = ends is not None and _day(ends, hours) < as_of
    if incident.severity != "maintenance" or (last and last.status in {"investigating", "identified"}):
        return IncidentState.UNCONFIRMED if is_over else IncidentState.OPEN
    if starts is None or _day(starts, hours) > as_of:
        return IncidentState.AHEAD
    runs = _day(starts, hours) == as_of or (ends is not None and not is_over)
    return IncidentState.TODAY if runs else IncidentState.UNCONFIRMED


def _component(name: str, members: list[IncidentStanding]) -> ComponentStanding:
    services = [(service, since) for item in members for service, since in [_service(item)]]
    worst = min((service for service, _ in services), key=_WORST_FIRST.index)
    if worst is Service.UNREPORTED and any(service is Service.WORKING for service, _ in services):
        # Maintenance ahead says nothing of today; the last word on the component still holds.
        worst = Service.WORKING
    days = [since for service, since in services if service is worst and since]
    since = (max(days, default=None)) if worst is Service.WORKING else min(days, default=None)
    return ComponentStanding(name, worst, since)


def _service(item: IncidentStanding) -> tuple[Service, datetime | None]:
    if item.state is IncidentState.CLOSED:
        return Service.WORKING, item.ended
    if item.state is IncidentState.AHEAD:
        return Service.UNREPORTED, None
    if item.state is IncidentState.UNCONFIRMED:
        return Service.UNCONFIRMED, item.incident.ends or item.began
    if item.state is IncidentState.TODAY:
        return Service.MAINTENANCE, item.began
    return service_of(item.incident), item.began


def _day(at: datetime, hours: WorkingTime) -> date:
    return at.astimezone(hours.zone).date()
