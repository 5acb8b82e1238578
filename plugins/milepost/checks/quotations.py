"""Feedback that is meant for everybody but may not be quoted; what is shown of it, the disclosure decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.diagnostics import Diagnostic, Severity
from milepost.disclosure.audience import may_be_quoted
from milepost.model.conversation import Feedback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.loading.places import Places
    from milepost.model.engagement import Engagement


def check_quotations(engagement: Engagement, places: Places) -> Iterator[Diagnostic]:
    """A warning for each feedback that its audience would make public although its author did not agree to that."""
    for feedback in engagement.of(Feedback):
        if feedback.readers == "public" and not may_be_quoted(feedback):
            message = (
                f"{feedback.id} is for everybody, but is no testimonial that may be quoted; no public share shows it"
            )
            hint = "Ask first; then write `kind: testimonial` and `consent: true`. Or write `audience: client`."
            at = places.of(feedback.id, "audience")
            yield places.diagnostic("C315", message, at, hint=hint, severity=Severity.WARNING)
