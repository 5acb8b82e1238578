"""What a share shows beside its records: which commits of the main line changed it; words nothing, judges nothing.

The summary, the people, the welcome text and attached files are no records, and yet a reader takes them for signed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from milepost.disclosure import audience
from milepost.disclosure.gate import disclose
from milepost.file_edits import REGULAR_FILES
from milepost.history.folders import commits_within
from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree
from milepost.model.delivery import Kpi
from milepost.revisions import revision_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.analysis.trail import Beside, Revision
    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.disclosure.past import PastGate
    from milepost.history.file_change import FileChange
    from milepost.history.past import Past
    from milepost.loading.tree import Tree
    from milepost.model.client import Share
    from milepost.model.engagement import Engagement


def with_beside(
    revisions: tuple[Revision, ...], past: Past, engagement: Engagement, share: Share, gate: PastGate
) -> tuple[Revision, ...]:
    """The revisions, newest first, and those that changed only what the share shows beside its records."""
    found = dict(_Shown.of(past, engagement, share).changed())
    told = [replace(item, beside=found.pop(item.commit, ())) for item in revisions]
    for oid, kinds in found.items():
        made = revision_of(past.history.by_oid[oid], (), past.history, past.judgement.verdicts)
        author, email = gate.author(made.author, made.author_email)
        verdict = gate.verdict(made.verdict)
        told.append(replace(made, author=author, author_email=email, verdict=verdict, beside=kinds))
    return tuple(sorted(told, key=lambda item: past.index.order[item.commit]))


def drafts_beside(
    committed: DisclosedEngagement, shown: DisclosedEngagement, trees: tuple[Tree, Tree]
) -> tuple[Beside, ...]:
    """What is shown beside the records and is not committed; `trees` are the committed files and those shown."""
    found: set[Beside] = set()
    if _alone(committed) != _alone(shown):
        found.add("engagement")
    if committed.welcome != shown.welcome:
        found.add("welcome")
    before, after = trees
    known = frozenset(before.names())
    if any(name not in known or before.read(name) != after.read(name) for name in shown.files):
        found.add("files")
    return tuple(sorted(found))


def _alone(shown: DisclosedEngagement) -> DisclosedEngagement:
    return replace(shown, records=(), reports=(), signoffs=(), welcome="", files=())


@dataclass(frozen=True)
class _Shown:
    """What a share shows today beside its records: attached `files` by their names, and whether it has a welcome."""

    past: Past
    slug: str
    share: Share
    files: frozenset[str]
    has_welcome: bool

    @classmethod
    def of(cls, past: Past, engagement: Engagement, share: Share) -> _Shown:
        shown = disclose(engagement, share)
        tables = (kpi.measurements_csv for kpi in engagement.of(Kpi) if kpi.id in shown.by_id)
        files = frozenset((*shown.files, *filter(None, tables)))
        return cls(past, engagement.slug, share, files, audience.shows(share, "client", "welcome"))

    def changed(self) -> Iterator[tuple[str, tuple[Beside, ...]]]:
        """Each commit of the main line that changed some of it, and what."""
        for within in commits_within(self.past.index, self.past.folder):
            if within.logged.main:
                found = {kind for name, change in within.changes if (kind := self._kind(name, change))}
                if found:
                    yield within.logged.commit.oid, tuple(sorted(found))

    def _kind(self, name: str, change: FileChange) -> Beside | None:
        if name == "client.yaml":
            return "engagement" if self._tells_otherwise(change) else None
        if name == "welcome.md":
            return "welcome" if self.has_welcome else None
        return "files" if name in self.files else None

    def _tells_otherwise(self, change: FileChange) -> bool:
        """Whether the share shows anything else by the new settings; what is internal in them does not count."""
        before = self._by(change.before, change.before_mode)
        after = self._by(change.after, change.after_mode)
        return before is None or before != after

    def _by(self, oid: str | None, mode: str) -> tuple[DisclosedEngagement, list[Share]] | None:
        """What the share shows by a version of `client.yaml`, and how it is set up there; None: it cannot be read."""
        if oid is None or mode not in REGULAR_FILES:
            return None
        ((_, data),) = self.past.read_blobs([oid])
        alone = load(MemoryTree({"client.yaml": data}), self.slug).engagement
        if alone is None:
            return None
        return disclose(alone, self.share), [share for share in alone.client.shares if share.name == self.share.name]
