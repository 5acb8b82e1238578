"""The paper trail for programs: commits, newest first, with what they changed; judges nothing itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from milepost.views.authorship import name_at

if TYPE_CHECKING:
    from milepost.analysis.changes import RecordChange
    from milepost.analysis.trail import Revision, Trail
    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.history.verdict import Verdict


def trail_data(trail: Trail) -> dict[str, object]:
    """The agency's trail as DESIGN.md names it, in topological order."""
    return {"commits": [_commit(revision) for revision in trail.revisions], "complete": trail.complete}


def share_trail_json(trail: Trail, engagement: DisclosedEngagement) -> bytes:
    """A share's trail as UTF-8 JSON; people of the client are not named in a public share, nor is an address."""
    is_public = engagement.share.audience == "public"
    commits = []
    for revision in trail.revisions:
        entry = _commit(revision)
        name = name_at(engagement, revision.author_email) or ("" if is_public else revision.author)
        signature = signature_data(revision.verdict)
        if is_public:
            signature["principal"] = name_at(engagement, str(signature["principal"])) or None
        commits.append({**entry, "author": name, "signature": signature})
    return (json.dumps({"commits": commits, "complete": trail.complete}, ensure_ascii=False, indent=1) + "\n").encode()


def signature_data(verdict: Verdict | None) -> dict[str, object]:
    """A verdict by the names that programs rely on; None was not checked."""
    if verdict is None:
        return {"status": "unverifiable", "key": None, "principal": None, "kind": None}
    return {
        "status": verdict.status.value,
        "key": verdict.fingerprint,
        "principal": verdict.principal,
        "kind": verdict.kind,
    }


def _commit(revision: Revision) -> dict[str, object]:
    return {
        "commit": revision.commit,
        "parents": list(revision.parents),
        "author": f"{revision.author} <{revision.author_email}>",
        "authored_at": revision.authored_at.isoformat(),
        "committed_at": revision.committed_at.isoformat(),
        "signature": signature_data(revision.verdict),
        "changes": [_change(change) for change in revision.changes],
        **({"beside": list(revision.beside)} if revision.beside else {}),
    }


def _change(change: RecordChange) -> dict[str, object]:
    return {
        "record": change.record,
        "collection": change.collection,
        "kind": change.kind.value,
        "field": change.field,
        "before": change.before,
        "after": change.after,
    }
