"""The letter of what changed in one engagement since a revision, as a share of it may be told; sends nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date
from typing import TYPE_CHECKING

from milepost.analysis.net_changes import net_changes
from milepost.exports.letter_mail import envelope, letter_mail
from milepost.shares import share_context
from milepost.views.letter import letter

if TYPE_CHECKING:
    from milepost.sources import CommittedFiles


@dataclass(frozen=True)
class Digest:
    """The letter as an e-mail; `mail` is None where nothing that the share shows has changed."""

    share: str
    changed: int
    mail: bytes | None


@dataclass(frozen=True)
class Asked:
    """Which letter is asked for: of which share (None: the main one), since what, on which day, with which address."""

    share: str | None
    since: str
    day: date
    site: str = ""


def client_digest(source: CommittedFiles, slug: str, asked: Asked) -> Digest:
    """The letter to a client.

    Raises EnvironmentFault where the client's files cannot be read or `since` is no revision, UsageError for a share
    that is not there or a revision outside the history.
    """
    context = share_context(source, slug, asked.share, asked.day)
    known, share = source.until(slug, asked.since), context.engagement.share
    revisions = [
        item for item in (context.trail.revisions if context.trail else ()) if item.commit not in known.commits
    ]
    changes = net_changes(revisions)
    if not changes:
        return Digest(share.name, 0, None)
    made = letter(context, changes, _day(asked.since) or known.at.astimezone(context.words.zone).date())
    at = max(item.landed_at for item in revisions).astimezone(UTC).replace(microsecond=0)
    mail = letter_mail(made, envelope(context.engagement, context.contact()), at, asked.site)
    return Digest(share.name, len({change.record for change in changes}), mail)


def _day(since: str) -> date | None:
    try:
        return date.fromisoformat(since)
    except ValueError:
        return None
