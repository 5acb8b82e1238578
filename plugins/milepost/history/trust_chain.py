"""The chain of trust from its root, commit by commit: what is in force before each, and what each may change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from milepost.errors import EnvironmentFault
from milepost.history.allowed_signers import UnreadableTrust
from milepost.history.signers import Examined, is_revoked, verdict_by, verdict_without_trust
from milepost.history.trust_files import FOLDER, REVOKED, Listing, TrustFiles, read_trust
from milepost.history.trust_state import States, TrustState, newest, replaced_by
from milepost.history.verdict import Status, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from milepost.history.commits import Commit
    from milepost.history.log import FileChange, History, LoggedCommit
    from milepost.history.platforms import Platforms
    from milepost.history.trust_root import TrustRoot

_NOTHING: Listing = frozenset()


@dataclass(frozen=True, slots=True)
class TrustViolation:
    """The commit `oid` tried to change whom the repository trusts, and may not; what was in force stays."""

    oid: str
    reason: str


class Chain:
    """Feed it every commit, oldest first; `before` and `after` are the trust in force around each.

    `changed` are the commits whose change under trust/ took effect.
    """

    def __init__(
        self, history: History, read_blob: Callable[[str], bytes], root: TrustRoot, platforms: Platforms
    ) -> None:
        self.before: dict[str, States] = {}
        self.after: dict[str, States] = {}
        self.changed: set[str] = set()
        self.violations: list[TrustViolation] = []
        self._examined: dict[str, Examined] = {}
        self._listings: dict[str, Listing | None] = {}
        self._read: dict[Listing, TrustFiles | str] = {}
        self._history = history
        self._read_blob = read_blob
        self._root = root
        self._platforms = platforms
        self._preceding = _ancestors(history, root.commit)
        if root.commit not in history.by_oid:
            self._violate(root.commit, "The trust root is not in this history, so nobody is trusted.")

    def judge(self, examined: Examined) -> Verdict:
        """The verdict on the next commit; what it may change is in force for those after it."""
        commit = examined.commit
        oid = commit.oid
        logged = self._history.by_oid[oid]
        listing = self._list(logged)
        self._examined[oid] = examined
        if oid == self._root.commit:
            return self._judge_root(examined, listing)
        states = self.before[oid] = newest(state for parent in commit.parents for state in self.after.get(parent, ()))
        self.after[oid] = states
        rootless = [parent for parent in commit.parents if not self.after.get(parent)]
        if rootless or not states:
            reason = self._why_outside(oid, states)
            self._refuse_change(commit, listing, reason)
            return verdict_without_trust(examined, self._platforms, reason)
        return self._judge_inside(examined, logged, states, listing)

    def revoked_by(self, oid: str, states: States) -> bool:
        """True where one of these states revokes the commit's key; raises EnvironmentFault as Revocations does."""
        return any(is_revoked(self._examined[oid], files) for state in states for files in state.files)

    def later_verdict(self, oid: str, merge: str) -> str:
        """What is to be said where the commit's key was no longer valid on the main line when `merge` brought it.

        Certificates are made to be short-lived: that one has ended when its work is merged says nothing.
        """
        examined, at_merge = self._examined[oid], self._history.by_oid[merge].commit
        states = self.after.get(at_merge.parents[0], ())
        if not states or (examined.finding is not None and examined.finding.certificate is not None):
            return ""
        late = replace(examined, at=int(at_merge.committer.at.timestamp()))
        valid = self._under(late, states).valid
        return "" if valid else f"Its key was no longer valid on the main line when {merge[:12]} merged it."

    def _judge_root(self, examined: Examined, listing: Listing | None) -> Verdict:
        oid = examined.commit.oid
        self.before[oid] = self.after[oid] = ()
        files = self._files(listing)
        if isinstance(files, str):
            self._violate(oid, f"The trust of the root cannot be read: {files}. Nobody is trusted.")
            return verdict_without_trust(examined, self._platforms, f"the trust root's files cannot be read ({files})")
        verdict = verdict_by(examined, files, self._platforms)
        if verdict.status is not Status.VALID_PERSON or verdict.fingerprint != self._root.key:
            self._violate(oid, "The root is not signed by the pinned key as a listed person. Nobody is trusted.")
            reason = "the trust root is not signed by the pinned key as a person whom it lists"
            return verdict_without_trust(examined, self._platforms, reason)
        self.before[oid] = self.after[oid] = (TrustState(oid, listing or _NOTHING, (files,)),)
        self.changed.add(oid)
        return replace(verdict, reason=f"{verdict.reason} It is the trust root.")

    def _judge_inside(
        self, examined: Examined, logged: LoggedCommit, states: States, listing: Listing | None
    ) -> Verdict:
        verdict = self._under(examined, states)
        fault = next((state.fault for state in states if state.fault), "")
        if self._changes_trust(logged.commit, listing, states):
            if verdict.status is Status.VALID_PERSON:
                fault = self._put_in_force(logged.commit, listing, states)
            else:
                self._refuse_change(logged.commit, listing, verdict.reason)
        if fault and verdict.valid:
            return verdict_without_trust(examined, self._platforms, f"the trust in force cannot be read ({fault})")
        return verdict

    def _under(self, examined: Examined, states: States) -> Verdict:
        """The verdict by every state; a person must be trusted by all of them."""
        found = [verdict_by(examined, files, self._platforms) for state in states for files in state.files]
        return next((verdict for verdict in found if not verdict.valid), found[0])

    def _put_in_force(self, commit: Commit, listing: Listing | None, states: States) -> str:
        """Make the files of a trusted change the trust in force; the fault where they cannot be read."""
        files = self._files(listing)
        before = tuple(one for state in states for one in state.files)
        refusal = self._why_not(commit, listing, states)
        if isinstance(files, TrustFiles) and files.revoked.file is None and any(one.revoked.file for one in before):
            refusal = f"It removes {REVOKED}. Leave it there: what is revoked stays revoked"
        if refusal:
            self._violate(commit.oid, f"{refusal}. The trust before it stays in force.")
            return next((state.fault for state in states), "")
        readable = isinstance(files, TrustFiles)
        fault = "" if isinstance(files, TrustFiles) else files
        trusted = (files,) if isinstance(files, TrustFiles) else before
        self.after[commit.oid] = (TrustState(commit.oid, listing or _NOTHING, trusted, replaced_by(states), fault),)
        self.changed.add(commit.oid)
        if not readable:
            self._violate(commit.oid, f"The trust it puts in force cannot be read: {fault}.")
        return fault

    def _why_not(self, commit: Commit, listing: Listing | None, states: States) -> str:
        """A list with lines that were never in force would put them there by anybody's next change to it."""
        clean = all(
            self._listings[parent] in [state.listing for state in self.after[parent]] for parent in commit.parents
        )
        if clean or listing in [state.listing for state in states]:
            return ""
        return "It builds on a trust/ that is not in force. Restore that first, in a commit of its own"

    def _changes_trust(self, commit: Commit, listing: Listing | None, states: States) -> bool:
        """True for files that no parent has, and for a merge that chooses between lists that are both in force."""
        if listing not in [self._listings[parent] for parent in commit.parents]:
            return True
        return len(commit.parents) > 1 and len(states) > 1 and listing in [state.listing for state in states]

    def _refuse_change(self, commit: Commit, listing: Listing | None, reason: str) -> None:
        states = self.after.get(commit.oid, ())
        restores = listing in [state.listing for state in states]
        if states and not restores and self._changes_trust(commit, listing, states):
            self._violate(commit.oid, f"It changes trust/ and may not. {reason[:1].upper()}{reason[1:]}")

    def _violate(self, oid: str, reason: str) -> None:
        self.violations.append(TrustViolation(oid, reason))

    def _why_outside(self, oid: str, states: States) -> str:
        if oid in self._preceding:
            return "it precedes the trust root"
        if states:
            return "one of its parents does not descend from the trust root"
        return "no trust is in force here: it does not descend from a trust root that holds"

    def _list(self, logged: LoggedCommit) -> Listing | None:
        """The files under trust/ after the commit; None where the history before it is not there to say."""
        commit = logged.commit
        before = self._listings.get(commit.parents[0]) if commit.parents else _NOTHING
        if logged.boundary:
            before = None
        changes = [change for change in logged.changes if change.path.startswith(FOLDER)]
        listing = before if before is None or not changes else _apply(before, changes)
        self._listings[commit.oid] = listing
        return listing

    def _files(self, listing: Listing | None) -> TrustFiles | str:
        """What the files say, or why they cannot be relied on."""
        if listing is None:
            return "the history before it is incomplete"
        if listing not in self._read:
            try:
                self._read[listing] = read_trust(listing, self._read_blob)
            except (UnreadableTrust, EnvironmentFault) as fault:
                self._read[listing] = str(fault)
        return self._read[listing]


def _apply(before: Listing, changes: Iterable[FileChange]) -> Listing:
    files = {path: (mode, oid) for path, mode, oid in before}
    for change in changes:
        files.pop(change.path, None)
        if change.after is not None:
            files[change.path] = (change.after_mode, change.after)
    return frozenset((path, mode, oid) for path, (mode, oid) in files.items())


def _ancestors(history: History, oid: str) -> set[str]:
    found: set[str] = set()
    waiting = [oid] if oid in history.by_oid else []
    while waiting:
        for parent in history.by_oid[waiting.pop()].commit.parents:
            if parent not in found and parent in history.by_oid:
                found.add(parent)
                waiting.append(parent)
    return found
