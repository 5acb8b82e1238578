"""Who made a revision and who signed it, by the names that the share knows them by; verifies no signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.analysis.trail import Revision
    from milepost.disclosure.engagement import DisclosedEngagement
    from milepost.views.context import Context


def name_at(engagement: DisclosedEngagement, email: str) -> str:
    """The name of whoever has an e-mail address; empty where the share names nobody with it."""
    wanted = email.casefold()
    return next((one.name for one in engagement.people if one.email and one.email.casefold() == wanted), "")


def author_name(context: Context, revision: Revision) -> str:
    """Who claims to be the author, by the name the share knows them by."""
    # A public share names nobody whom its people do not name.
    other = context.words.text("someone") if context.engagement.share.audience == "public" else revision.author
    return name_at(context.engagement, revision.author_email) or other


def signer_name(context: Context, revision: Revision) -> str:
    """Who signed a revision, by the name the share knows them by; empty where no signature was found to be theirs."""
    verdict = revision.verdict
    if verdict is None or not verdict.valid or not verdict.principal:
        return ""
    other = "" if context.engagement.share.audience == "public" else verdict.principal
    return name_at(context.engagement, verdict.principal) or other
