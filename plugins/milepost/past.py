"""One client's past, ready for its shares: the trail that each may see, and what is not committed yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from milepost.analysis.changes import RecordChange, record_changes
from milepost.analysis.trail import Revision, Trail
from milepost.beside import drafts_beside, with_beside
from milepost.diagnostics import Diagnostic, Location, Severity
from milepost.disclosure.gate import disclose
from milepost.disclosure.past import past_gate
from milepost.file_edits import FileEdits
from milepost.history.folders import commits_within
from milepost.history.verdict import Status
from milepost.loading.engagement import load
from milepost.loading.scalars import zone_of
from milepost.loading.versions import client_name, client_policy
from milepost.revisions import Edit, agency_revisions, client_settings, edits
from milepost.share_revisions import share_revisions

if TYPE_CHECKING:
    from milepost.analysis.trail import Beside
    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.history.past import Past
    from milepost.loading.tree import Tree
    from milepost.model.client import Share
    from milepost.model.engagement import Engagement
    from milepost.working_files import Source

_NAMED = 5
Required = Literal["off", "warn", "fail"]
_MILDEST_FIRST: tuple[Required, ...] = ("off", "warn", "fail")


def _are_one(name: str, other: str) -> bool:
    return " ".join(name.casefold().split()) == " ".join(other.casefold().split())


def _is_beside(name: str) -> bool:
    """Whether a file of the client is shown and is no record."""
    return name in {"client.yaml", "welcome.md"} or name.startswith("files/")


def _by_id(shown: DisclosedEngagement) -> dict[str, object]:
    return {**shown.by_id, **{report.id: report for report in shown.reports}}


@dataclass(frozen=True)
class Before:
    """What was committed: the history, every edit of the client's records in it, and its last state.

    `is_draft`: what is shown may differ from `last`; without history there is nothing to compare it with. `trees` are
    then the committed files and those that are shown.
    """

    past: Past | None = None
    found: tuple[Edit, ...] = ()
    last: Engagement | None = None
    is_draft: bool = False
    trees: tuple[Tree, Tree] | None = None

    @classmethod
    def of(cls, source: Source, slug: str, engagement: Engagement) -> Before:
        """What stands behind a client of a source."""
        past = source.past(slug)
        if past is None:
            return cls()
        found = edits(past.index, FileEdits.of_client(past, zone_of(engagement.client.timezone)))
        tree = source.committed(slug) if source.draft else None
        if tree is None:
            return cls(past, found, None, source.draft)
        return cls(past, found, load(tree, slug).engagement, source.draft, (tree, source.tree(slug)))

    @cached_property
    def agency_trail(self) -> Trail | None:
        """The agency's own trail, with everything that the files hold; None without history."""
        if self.past is None:
            return None
        return self._trail(agency_revisions(self.found, self.past.history, self.past.judgement.verdicts))

    def trail(self, engagement: Engagement, share: Share) -> Trail | None:
        """The trail that a share may see; None without history."""
        if self.past is None:
            return None
        gate = past_gate(engagement, share)
        revisions = share_revisions(self.found, self.past.history, self.past.judgement.verdicts, gate)
        return self._trail(with_beside(revisions, self.past, engagement, share, gate))

    def drafts(self, shown: DisclosedEngagement, share: Share) -> tuple[RecordChange, ...]:
        """What the share shows although it is not committed."""
        if not self.is_draft or self.last is None:
            return ()
        committed = disclose(self.last, share)
        return record_changes(_by_id(committed), _by_id(shown))

    def drafts_beside(self, shown: DisclosedEngagement, share: Share) -> tuple[Beside, ...]:
        """What the share shows beside its records although it is not committed."""
        if not self.is_draft or self.last is None or self.trees is None:
            return ()
        return drafts_beside(disclose(self.last, share), shown, self.trees)

    def policy_faults(self, engagement: Engagement, root: str) -> tuple[Diagnostic, ...]:
        """An error where the client's policy asks for checked signatures and revisions lack one."""
        if self.required(engagement) != "fail":
            return ()
        at = Location(f"{root}/client.yaml")
        if self.past is None:
            text = "the policy asks for signed revisions, and there is no history to check"
            return (Diagnostic("S401", text, at, "Commit the files, or set `require_signed: warn`."),)
        revised = self._revised()
        missing = [oid[:10] for oid in revised if not self._is_checked(oid)]
        if not missing:
            return ()
        named = ", ".join(missing[:_NAMED]) + (" …" if len(missing) > _NAMED else "")
        text = f"{len(missing)} of {len(revised)} revisions carry no person's checked signature: {named}"
        hint = "`milepost verify` says why for each; `require_signed: warn` shows a note instead."
        return (Diagnostic("S401", text, at, hint),)

    def required(self, engagement: Engagement) -> Required:
        """What the policy asks of signatures: no milder than the main line put it last with a checked signature.

        Else whoever can push could switch it off by the same unsigned commit that it is there to stop.
        """
        asked: Required = "off"
        if self.past is not None:
            known = self.past.history.by_oid
            for oid, policy in client_settings(self.past.index, self.past.folder, self.past.read_blobs, client_policy):
                if known[oid].main and self._is_checked(oid):
                    asked = next((level for level in _MILDEST_FIRST if level == policy), "warn")
        return max(asked, engagement.client.policy.require_signed, key=_MILDEST_FIRST.index)

    def _is_checked(self, oid: str) -> bool:
        verdict = self.past.judgement.verdicts.get(oid) if self.past else None
        return verdict is not None and verdict.status is Status.VALID_PERSON

    def _revised(self) -> tuple[str, ...]:
        """The commits that changed records, or what is shown beside them, newest first."""
        trail = self.agency_trail
        if self.past is None or trail is None:
            return ()
        within = commits_within(self.past.index, self.past.folder)
        beside = (item.logged.commit.oid for item in within if any(_is_beside(name) for name, _ in item.changes))
        order = self.past.index.order
        return tuple(sorted({*beside, *(item.commit for item in trail.revisions)}, key=lambda oid: order[oid]))

    def other_names(self, engagement: Engagement, root: str) -> tuple[Diagnostic, ...]:
        """A warning where the folder was that of a client of another name.

        A folder copied from another client's would tell its new client all that was written of the other.
        """
        if self.past is None:
            return ()
        found = client_settings(self.past.index, self.past.folder, self.past.read_blobs, client_name)
        now = engagement.client.name
        others = [(commit, name) for commit, name in found if name and not _are_one(name, now)]
        if not others:
            return ()
        commit, name = others[-1]
        text = f"in {commit[:10]} this folder was that of “{name}”: what was written then is in the trail of “{now}”"
        hint = (
            "All is well if they are one client. If it was copied from another's, begin anew: see the manual on S402."
        )
        return (Diagnostic("S402", text, Location(f"{root}/client.yaml"), hint, Severity.WARNING),)

    def _trail(self, revisions: tuple[Revision, ...]) -> Trail:
        history = self.past.history if self.past else None
        complete = history is None or history.complete
        doubtful = self.past.judgement.doubtful_dates if self.past else frozenset()
        if doubtful:
            revisions = tuple(
                replace(item, doubtful_date=not doubtful.isdisjoint((item.commit, item.landed_in)))
                for item in revisions
            )
        return Trail(revisions, complete, history.incomplete_since if history else None)
