"""What charts are drawn from: values, windows and ticks; nothing here draws or words anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from milepost.views.tone import Tone

MOST_TICKS: Final = 9
"""More dates than this do not fit above a plan on a phone."""

MOST_VALUE_TICKS: Final = 6
"""More values than this make a chart's grid louder than its line."""

_FEWEST_TICKS: Final = 4
_DAY_STEPS: Final = (1, 2, 7, 14)
_MONTH_STEPS: Final = (1, 3, 2, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_LONGEST_WITH_DAYS: Final = 112
_YEAR: Final = 12
_NO_SPREAD: Final = Decimal("1E-12")


@dataclass(frozen=True)
class Tick:
    """A date on an axis; `year` is filled at each year's first tick, unless the label is a year itself."""

    on: date
    label: str
    year: str = ""


@dataclass(frozen=True)
class PlanAxis:
    """The window of a plan, from `start` up to but without `end`; `today` only where it lies inside."""

    start: date
    end: date
    today: date | None
    today_label: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class PeriodMark:
    """A phase: first and last day now expected, and as agreed."""

    start: date
    end: date
    agreed_start: date | None
    agreed_end: date | None
    tone: Tone


@dataclass(frozen=True)
class MilestoneMark:
    """A milestone: the date now expected, or done on, and the agreed one; `key` for the most asked for."""

    expected: date
    agreed: date | None
    tone: Tone
    key: bool = False


@dataclass(frozen=True)
class ValueTick:
    """A value on an axis."""

    value: Decimal
    label: str


@dataclass(frozen=True)
class LineChart:
    """A measure over time against its target, in words too: `title` and `description` are read out.

    `id` is unique on the page; `points` and `labels` are in order of date; `band` is the range
    (low, high) that is wanted, and is cut off outside the `ticks`.
    """

    id: str
    title: str
    description: str
    points: tuple[tuple[date, Decimal], ...]
    ticks: tuple[ValueTick, ...]
    labels: tuple[Tick, ...]
    target: Decimal | None
    target_label: str
    band: tuple[Decimal, Decimal] | None
    last_label: str


@dataclass(frozen=True)
class Sparkline:
    """A measure as a line of a word's size; `label` is read out."""

    label: str
    values: tuple[Decimal, ...]
    target: Decimal | None


@dataclass(frozen=True)
class Bullet:
    """A share of what was agreed, 1 being all of it, against a `mark`; `label` is read out."""

    label: str
    share: Decimal
    mark: Decimal | None = None


def axis_ticks(start: date, end: date, label: Callable[[date, int], str]) -> tuple[Tick, ...]:
    """Four to nine ticks from `start` up to but without `end`, at the starts of days, weeks, months or years.

    `label` is given each date and the months between two ticks, 0 where they are days or weeks apart.
    """
    months, dates = _tick_dates(start, end)
    ticks: list[Tick] = []
    seen = 0
    for on in dates:
        year = str(on.year) if months < _YEAR and on.year != seen else ""
        seen = on.year
        ticks.append(Tick(on, label(on, months), year))
    return tuple(ticks)


def _tick_dates(start: date, end: date) -> tuple[int, list[date]]:
    """The months between two ticks, and the ticks' dates."""
    if (end - start).days <= _LONGEST_WITH_DAYS:
        return 0, _best([_days(start, end, step) for step in _DAY_STEPS])
    found = {step: _months(start, end, step) for step in _MONTH_STEPS}
    dates = _best(list(found.values()))
    return next(step for step in found if found[step] is dates), dates


def _best(choices: list[list[date]]) -> list[date]:
    """The first choice with four to nine dates; where there is none, the first that is not too many."""
    few = [dates for dates in choices if len(dates) <= MOST_TICKS]
    return next((dates for dates in few if len(dates) >= _FEWEST_TICKS), few[0])


def _days(start: date, end: date, step: int) -> list[date]:
    """Every day, second day, Monday or second Monday: the calendar's first day was a Monday."""
    first = start.toordinal() + (1 - start.toordinal()) % step
    return [date.fromordinal(day) for day in range(first, end.toordinal(), step)]


def _months(start: date, end: date, step: int) -> list[date]:
    first = _month(start) + (start.day > 1)
    beyond = _month(end) + (end.day > 1)
    return [_month_start(month) for month in range(first + -first % step, beyond, step)]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month_start(month: int) -> date:
    """The first day of a month counted from year 0; the calendar's last day where there is no such month."""
    year, rest = divmod(month, 12)
    return date(year, rest + 1, 1) if year <= date.max.year else date.max


def plan_axis(dates: Iterable[date], today: date, today_label: str, label: Callable[[date, int], str]) -> PlanAxis:
    """The window that holds all `dates` in whole months, and `today` if that adds a quarter at most.

    Without dates it is the month of `today`. `label` is as in `axis_ticks`.
    """
    days = sorted(dates) or [today]
    start, end = _whole_months(days[0], days[-1])
    wide_start, wide_end = _whole_months(min(days[0], today), max(days[-1], today))
    if (wide_end - wide_start) * 4 <= (end - start) * 5:
        start, end = wide_start, wide_end
    shown = today if start <= today < end else None
    return PlanAxis(start, end, shown, today_label, axis_ticks(start, end, label))


def _whole_months(first: date, last: date) -> tuple[date, date]:
    return first.replace(day=1), _month_start(_month(last) + 1)


def value_ticks(low: Decimal, high: Decimal, form: Callable[[Decimal], str]) -> tuple[ValueTick, ...]:
    """Three to six round values in steps of 1, 2 or 5 that enclose `low` and `high`, worded by `form`."""
    low, high = _spread(min(low, high), max(low, high))
    choices = (_multiples(step, low, high) for step in _round_steps(high - low))
    values = next(values for values in choices if len(values) <= MOST_VALUE_TICKS)
    return tuple(ValueTick(value, form(value)) for value in values)


def _spread(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """The range, widened by a tenth of the value where all values are the same; never below 0 for it."""
    size = max(abs(low), abs(high))
    if high - low > size * _NO_SPREAD:
        return low, high
    margin = size / 10 or Decimal(1)
    return (max(low - margin, Decimal(0)) if low >= 0 else low - margin), high + margin


def _round_steps(span: Decimal) -> list[Decimal]:
    """Ever longer round steps; of the last, four multiples at most enclose the span."""
    power = Decimal(1).scaleb(span.adjusted() - 1)
    return [power * factor for factor in (2, 5, 10, 20, 50)]


def _multiples(step: Decimal, low: Decimal, high: Decimal) -> list[Decimal]:
    """The multiples of the step that enclose the range."""
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    return [_plain(step * number) for number in range(first, last + 1)]


def _plain(value: Decimal) -> Decimal:
    """The value without exponent or trailing zeros: 20, not 2E+1."""
    return Decimal(f"{value.normalize():f}")
