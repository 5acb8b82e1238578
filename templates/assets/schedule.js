// The plan's arithmetic, the same as analysis/schedule in Python: whole working minutes, whole days. Touches no page.
(() => {
  "use strict";

  // How many of the sorted numbers are no greater than `limit`.
  const noGreater = (sorted, limit) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= limit) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  // Working days from the calendar's first day up to and with the one `offset` days later.
  const worked = (calendar, offset) => {
    const weeks = Math.floor((offset + 1) / 7);
    const rest = offset + 1 - weeks * 7;
    let part = 0;
    for (let number = 0; number < rest; number += 1) {
      if (calendar.week.includes((calendar.begins + number) % 7)) part += 1;
    }
    return weeks * calendar.week.length + part - noGreater(calendar.off, offset);
  };

  // The day, counted from the calendar's first, on which so many working minutes have passed.
  const dayAt = (calendar, minute) => {
    const number = Math.ceil(minute / calendar.minutes);
    const size = calendar.week.length;
    let low = (Math.floor(number / size) - 2) * 7;
    let high = (Math.floor((number + calendar.off.length) / size) + 2) * 7;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (worked(calendar, middle) >= number) high = middle;
      else low = middle + 1;
    }
    return low;
  };

  // The working minutes from a day to the one so many days of the calendar later; see PlanCalendar.span.
  const isWorked = (calendar, day) => worked(calendar, day) > worked(calendar, day - 1);
  const span = (calendar, day, days) => {
    let found = worked(calendar, day - 1 + days) - worked(calendar, day - 1);
    if (!isWorked(calendar, day) && isWorked(calendar, day + days)) found += 1;
    return found * calendar.minutes;
  };

  // When each activity ends, given more working minutes for some; activities stand behind what they wait for.
  const finishes = (activities, extra) => {
    const found = [];
    activities.forEach(([start, duration, links], index) => {
      const time = duration + (extra[index] || 0);
      let begin = start + Math.min(0, time);
      for (const [before, lag] of links) begin = Math.max(begin, found[before] + lag);
      found.push(begin + Math.max(0, time));
    });
    return found;
  };

  // The day of each milestone if the changes with these numbers are accepted and some milestones are so many days late.
  const days = (plan, chosen, delays) => {
    const extra = new Array(plan.activities.length).fill(0);
    for (const number of chosen) {
      for (const [index, minutes] of plan.changes[number].extra) extra[index] += minutes;
    }
    plan.milestones.forEach(({ index, day }, number) => {
      if (delays[number]) extra[index] += span(plan.calendar, day, delays[number]);
    });
    const before = finishes(plan.activities, []);
    const after = finishes(plan.activities, extra);
    return plan.milestones.map(({ index, day }) =>
      after[index] === before[index] ? day : dayAt(plan.calendar, after[index]),
    );
  };

  // What the changes with these numbers cost, in the smallest unit that any of them has.
  const cost = (plan, chosen) => chosen.reduce((sum, number) => sum + BigInt(plan.changes[number].cost), 0n);

  globalThis.milepostSchedule = { days, cost };
})();
