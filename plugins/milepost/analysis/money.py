"""The budget's totals: agreed, used, forecast; and what changes add; formats nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from milepost.analysis.states import is_accepted
from milepost.disclosure.records import DisclosedBudgetLine, DisclosedChange

if TYPE_CHECKING:
    from milepost.disclosure.engagement import DisclosedEngagement

ZERO = Decimal(0)


@dataclass(frozen=True)
class BudgetTotals:
    """Sums over the budget's lines, in the client's currency.

    `agreed` is `original` plus the accepted changes that are billed; `forecast` takes each line's own forecast, else
    the larger of its estimate and what was used; plus those changes.
    """

    original: Decimal
    changes: tuple[DisclosedChange, ...]
    used: Decimal
    committed: Decimal
    forecast: Decimal
    invoiced: Decimal
    paid: Decimal

    @property
    def extra(self) -> Decimal:
        """What the accepted changes add."""
        return sum((cost_of(change) for change in self.changes), ZERO)

    @property
    def agreed(self) -> Decimal:
        """The budget that holds today."""
        return self.original + self.extra

    @property
    def difference(self) -> Decimal:
        """How far the forecast is from what was agreed; positive means over."""
        return self.forecast - self.agreed


def budget_totals(engagement: DisclosedEngagement) -> BudgetTotals | None:
    """The totals; None where the share shows no budget."""
    lines = engagement.of(DisclosedBudgetLine)
    if not lines:
        return None
    accepted = tuple(item for item in engagement.of(DisclosedChange) if is_accepted(item) and cost_of(item))
    invoices = [invoice for line in lines for invoice in line.invoices]
    return BudgetTotals(
        original=sum((line.estimate for line in lines), ZERO),
        changes=accepted,
        used=sum((line.actual or ZERO for line in lines), ZERO),
        committed=sum((line.committed or ZERO for line in lines), ZERO),
        forecast=sum((_forecast(line) for line in lines), ZERO) + sum((cost_of(item) for item in accepted), ZERO),
        invoiced=sum((invoice.amount for invoice in invoices), ZERO),
        paid=sum((invoice.amount for invoice in invoices if invoice.paid_on), ZERO),
    )


def cost_of(change: DisclosedChange) -> Decimal:
    """What a change costs the client; nothing where it is included in the price."""
    if change.billing == "included" or change.effect is None:
        return ZERO
    return change.effect.cost or ZERO


def _forecast(line: DisclosedBudgetLine) -> Decimal:
    if line.forecast is not None:
        return line.forecast
    return max(line.estimate, (line.actual or ZERO) + (line.committed or ZERO))
