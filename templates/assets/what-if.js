// What if: the reader switches proposed changes on, or delays a milestone, and sees the dates and the cost move.
// The page is complete without it: the tool is hidden until this script shows it.
(() => {
  "use strict";
  const DAY = 86400000;
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  const wording = ({ words, formats, language }) => {
    const plurals = new Intl.PluralRules(language);
    const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, formats.money.group);
    const counted = (forms, n) => fill(forms[plurals.select(n)] || forms.other, { n: grouped(String(n)) });
    const rounded = (amount, from, to) => {
      if (from <= to) return amount * 10n ** BigInt(to - from);
      const unit = 10n ** BigInt(from - to);
      const rest = (amount % unit) * 2n;
      const up = rest > unit || (rest === unit && (amount / unit) % 2n === 1n);
      return amount / unit + (up ? 1n : 0n);
    };
    return {
      shift: (days) => {
        if (!days) return "";
        return counted(days > 0 ? words.later : words.earlier, Math.abs(days));
      },
      // As Wording.period: the year of the page is left out of days only.
      date: (offset, precision) => {
        const at = new Date((formats.first + offset) * DAY);
        const year = at.getUTCFullYear();
        const kind = precision === "day" && year === formats.year ? "day_this_year" : precision;
        const number = precision === "quarter" ? Math.floor(at.getUTCMonth() / 3) : at.getUTCMonth();
        return fill(formats[kind][number], { d: at.getUTCDate(), y: year });
      },
      // As Wording.signed_money: decimals only where there are any.
      money: (amount, places) => {
        const { whole, part, digits, decimal } = formats.money;
        const size = amount < 0n ? -amount : amount;
        const sign = amount > 0n ? "+" : amount < 0n ? "−" : "";
        const unit = 10n ** BigInt(places);
        if (size % unit === 0n) return sign + fill(whole, { n: grouped(String(size / unit)) });
        const text = String(rounded(size, places, digits)).padStart(digits + 1, "0");
        const head = grouped(digits ? text.slice(0, -digits) : text);
        return sign + fill(part, { n: digits ? head + decimal + text.slice(-digits) : head });
      },
    };
  };

  const start = (tool) => {
    const data = JSON.parse(tool.querySelector("script").textContent);
    const { plan, words } = data;
    const { shift, date, money } = wording(data);
    const { days, cost } = globalThis.milepostSchedule;
    const switches = [...tool.querySelectorAll("input[type=checkbox]")];
    const rows = [...tool.querySelectorAll("tbody tr")].map((row) => ({
      row,
      title: row.querySelector("th").textContent,
      number: row.querySelector("input[type=number]"),
      slider: row.querySelector("input[type=range]"),
      then: row.querySelector(".mp-then"),
      difference: row.querySelector(".mp-difference"),
    }));
    const result = tool.querySelector(".mp-result");
    const after = tool.querySelector(".mp-after-try");
    const send = tool.querySelector("a[data-to]");

    const delayOf = ({ number }) => {
      const value = Math.trunc(Number(number.value));
      return Number.isFinite(value) ? Math.min(Math.max(value, 0), Number(number.max)) : 0;
    };

    const draft = (chosen, delays, told) => {
      const lines = [
        ...chosen.map((number) => fill(words.accept, { title: switches[number].dataset.title })),
        ...rows.flatMap(({ title }, number) =>
          delays[number] ? [fill(words.delay, { title, shift: shift(delays[number]) })] : [],
        ),
      ];
      const body = [words.greeting, "", ...lines.map((line) => `- ${line}`), "", words.shown, told].join("\r\n");
      const subject = encodeURIComponent(words.subject);
      send.href = `mailto:${send.dataset.to}?subject=${subject}&body=${encodeURIComponent(body)}`;
    };

    const show = () => {
      const chosen = switches.flatMap((box, number) => (box.checked ? [number] : []));
      const delays = rows.map(delayOf);
      const found = days(plan, chosen, delays);
      let moved = 0;
      rows.forEach(({ row, then, difference }, number) => {
        const { day, precision } = plan.milestones[number];
        const label = date(found[number], precision);
        const far = shift(found[number] - day);
        if (then.textContent !== label) then.textContent = label;
        if (difference.textContent !== far) difference.textContent = far;
        row.classList.toggle("mp-moved", found[number] !== day);
        if (found[number] !== day) moved += 1;
      });
      const told = [];
      if (plan.key !== null) {
        const { day, precision } = plan.milestones[plan.key];
        const values = {
          title: rows[plan.key].title,
          before: date(day, precision),
          after: date(found[plan.key], precision),
          shift: shift(found[plan.key] - day),
        };
        told.push(fill(found[plan.key] === day ? words.stays : words.moves, values));
      } else if (!moved) {
        told.push(words.nothing);
      }
      if (plan.changes.length) {
        const sum = cost(plan, chosen);
        told.push(fill(words.cost, { cost: sum ? money(sum, plan.places) : words.free }));
      }
      result.textContent = told.join(" ");
      after.hidden = !chosen.length && delays.every((value) => !value);
      if (send) draft(chosen, delays, result.textContent);
    };

    switches.forEach((box) => box.addEventListener("change", show));
    rows.forEach(({ number, slider }) => {
      number.addEventListener("input", () => {
        slider.value = number.value || "0";
        show();
      });
      // What was typed beyond the limits was counted as the limit: the field must not go on saying otherwise.
      number.addEventListener("change", () => {
        number.value = slider.value = String(delayOf({ number }));
      });
      slider.addEventListener("input", () => {
        number.value = slider.value;
        show();
      });
    });
    const clear = () => {
      for (const box of switches) box.checked = false;
      for (const { number, slider } of rows) number.value = slider.value = "0";
      show();
    };
    after.querySelector("button").addEventListener("click", () => {
      clear();
      (switches[0] || rows[0].number).focus();
    });
    // A browser may restore what was typed before the page was left.
    clear();
    tool.hidden = false;
  };

  globalThis.milepostWording = wording;
  document.querySelectorAll(".mp-what-if").forEach(start);
})();
