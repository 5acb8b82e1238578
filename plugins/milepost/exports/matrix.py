"""The matrix of requirements for programs and for spreadsheets; a cell cannot start a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from milepost.exports.csv_files import harmless

if TYPE_CHECKING:
    from milepost.analysis.traceability import Chain, Traceability
    from milepost.disclosure.engagement import DisclosedSignOff

HEADS = (
    "requirement",
    "title",
    "status",
    "agreed_by",
    "milestones",
    "deliverables",
    "checks",
    "passed",
    "failed",
    "accepted_by",
    "gaps",
)


def matrix_data(found: Traceability) -> dict[str, object]:
    """Every chain by fixed names; `gaps` are those of `analysis.traceability.Gap`."""
    return {
        "requirements": [_chain(chain) for chain in found.chains],
        "deliverables_without_requirement": [item.id for item in found.unasked],
        "deliverables_without_check": [item.id for item in found.unchecked],
    }


def matrix_csv(found: Traceability) -> str:
    """One row per requirement, as CSV (RFC 4180); several ids in a cell are parted by spaces."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADS)
    for chain in found.chains:
        checks = chain.checks
        row = (
            chain.requirement.id,
            chain.requirement.title,
            chain.requirement.status,
            _people(chain.agreed),
            " ".join(item.id for item in chain.milestones),
            " ".join(item.id for item in chain.deliverables),
            str(checks.total),
            str(checks.passed),
            str(checks.failed),
            _people(chain.accepted),
            " ".join(chain.gaps),
        )
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue()


def _chain(chain: Chain) -> dict[str, object]:
    checks = chain.checks
    return {
        "id": chain.requirement.id,
        "title": chain.requirement.title,
        "status": chain.requirement.status,
        "agreed": [item.id for item in chain.agreed],
        "milestones": [item.id for item in chain.milestones],
        "deliverables": [item.id for item in chain.deliverables],
        "checks": {"total": checks.total, "passed": checks.passed, "failed": checks.failed, "open": checks.open},
        "accepted": [item.id for item in chain.accepted],
        "gaps": [gap.value for gap in chain.gaps],
    }


def _people(found: tuple[DisclosedSignOff, ...]) -> str:
    return " ".join(dict.fromkeys(item.by for item in found if item.by))
