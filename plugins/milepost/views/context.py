"""What every page builder needs of one share, computed once: wording, standings, names and addresses of records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from milepost.analysis.approvals import ApprovalWait, approval_waits
from milepost.analysis.clocks import Clock, clocks
from milepost.analysis.doubts import Doubt, doubts
from milepost.analysis.incidents import IncidentStanding, incident_standings
from milepost.analysis.overall import Overall, overall
from milepost.analysis.promises import PromiseStanding, promise_standings
from milepost.analysis.schedule.plan import Plan, written_plan
from milepost.analysis.slips import slips
from milepost.analysis.standing import MilestoneStanding, key_milestone, standings
from milepost.analysis.traceability import Traceability, traceability
from milepost.model.fields import values_of
from milepost.model.kinds import Ref
from milepost.views.inline import Link
from milepost.views.plain_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from milepost.analysis.changes import RecordChange
    from milepost.analysis.moves import Slips
    from milepost.analysis.trail import Beside, Trail
    from milepost.disclosure.engagement import DisclosedEngagement, DisclosedPerson
    from milepost.disclosure.records import DisclosedLink
    from milepost.localisation.wording import Wording
    from milepost.views.published_files import PublishedFile


@dataclass(frozen=True)
class Context:
    """One share on one day; `words` its language, `files` the published path of each attachment.

    `published` tells of these files what a reader compares. `trail` is its history, None where none was read; `drafts`
    is what is shown and not committed, `drafts_beside` what of it is no record.
    """

    engagement: DisclosedEngagement
    words: Wording
    as_of: date
    files: tuple[tuple[str, str], ...] = ()
    trail: Trail | None = None
    drafts: tuple[RecordChange, ...] = ()
    policy: Literal["off", "warn", "fail"] = "off"
    published: tuple[PublishedFile, ...] = ()
    drafts_beside: tuple[Beside, ...] = ()

    @cached_property
    def standings(self) -> dict[str, MilestoneStanding]:
        """Each milestone's standing by id."""
        return standings(self.engagement, self.as_of, self.slips.baselines)

    @cached_property
    def slips(self) -> Slips:
        """Every milestone's baseline and moves, as the share's history tells them; none where none was read."""
        return slips(self.engagement, self.trail, self.words.on)

    @cached_property
    def key(self) -> MilestoneStanding | None:
        """The milestone everyone asks for."""
        return key_milestone(self.engagement, self.standings)

    @cached_property
    def plan(self) -> Plan | None:
        """The dated milestones as a network; None where nothing is to come."""
        return written_plan(self.engagement, self.key.milestone.id if self.key else None)

    @cached_property
    def overall(self) -> Overall:
        """The engagement's overall state."""
        return overall(self.engagement, self.standings.values(), self.key, self.as_of)

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        """Every question's clock, open ones first."""
        return clocks(self.engagement, self.as_of)

    @cached_property
    def promises(self) -> tuple[PromiseStanding, ...]:
        """Every promise's standing, what presses first."""
        return promise_standings(self.engagement, self.as_of)

    @cached_property
    def approvals(self) -> dict[str, ApprovalWait]:
        """What waits for the client's approval, by the record's id."""
        return {item.record.id: item for item in approval_waits(self.engagement, self.as_of)}

    @cached_property
    def incidents(self) -> dict[str, IncidentStanding]:
        """Each incident's standing by id, the latest first."""
        return {item.incident.id: item for item in incident_standings(self.engagement, self.as_of)}

    @cached_property
    def chains(self) -> Traceability:
        """From each requirement to what answers it."""
        return traceability(self.engagement)

    @cached_property
    def doubts(self) -> dict[str, tuple[Doubt, ...]]:
        """What is called done or accepted without its evidence, by id."""
        return doubts(self.engagement)

    @cached_property
    def file_paths(self) -> dict[str, str]:
        """Published path by the path that the record names."""
        return dict(self.files)

    @cached_property
    def named_by(self) -> dict[str, tuple[str, ...]]:
        """The ids of the records that name each record in a field."""
        found: dict[str, dict[str, None]] = {}
        for record in self.engagement.records:
            for value in values_of(record):
                if isinstance(value.shape.ref, Ref):
                    found.setdefault(value.text, {})[record.id] = None
        return {name: tuple(others) for name, others in found.items()}

    @property
    def kicker(self) -> str:
        """The line above every headline: the client and the engagement."""
        return f"{self.engagement.client.name} · {self.engagement.client.engagement}"

    def person(self, name: str | None) -> str:
        """A person's name; empty where the share does not name them."""
        found = self.engagement.people_by_id.get(name or "")
        return found.name if found else ""

    def people(self, names: Iterable[str]) -> str:
        """The names of several people, as in a sentence."""
        return self.words.joined([name for name in map(self.person, names) if name])

    def contact(self) -> DisclosedPerson | None:
        """Whom the client asks first: the agency's person for questions, else the agency's first."""
        agency = [person for person in self.engagement.people if person.party == "agency"]
        return next((person for person in agency if person.contact_for), agency[0] if agency else None)

    def title(self, record: str) -> str:
        """A record's title; its id where it has none here."""
        found = self.engagement.by_id.get(record)
        return found.title if found else record

    def in_words(self, text: str) -> str:
        """A text in Markdown as plain words, the records that it mentions by their titles."""
        return plain_words(text, lambda name: self._titles.get(name.casefold()))

    @cached_property
    def _titles(self) -> dict[str, str]:
        """Every title by the record's id, folded as the pages fold it."""
        return {name.casefold(): record.title for name, record in self.engagement.by_id.items()}

    def link(self, record: str) -> Link:
        """A link to a record by its id."""
        return Link(record, record_url(record))

    def titled_link(self, record: str) -> Link:
        """A link to a record by its title."""
        return Link(self.title(record), record_url(record))

    def links(self, links: Iterable[DisclosedLink]) -> tuple[Link, ...]:
        """The links of a record, to records and to pages elsewhere."""
        found = []
        for link in links:
            if link.record:
                found.append(Link(link.title or self.title(link.record), record_url(link.record)))
            elif link.url:
                found.append(Link(link.title or link.url, link.url))
        return tuple(found)

    def file_links(self, paths: Iterable[str]) -> tuple[Link, ...]:
        """Links to attachments by their own names."""
        return tuple(Link(path.rpartition("/")[2], self.file_paths[path]) for path in paths if path in self.file_paths)


def record_url(record: str) -> str:
    """The address of a record's page."""
    return f"records/{record}/"
