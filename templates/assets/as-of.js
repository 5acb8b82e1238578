// Shows the plan of one day out of the table of all dates that ever held. The table is complete without it.
(() => {
  "use strict";

  const start = (box) => {
    const moments = JSON.parse(box.querySelector('script[type="application/json"]').textContent);
    const rows = [...box.querySelectorAll("tbody tr")];
    const slider = box.querySelector('input[type="range"]');
    const date = box.querySelector('input[type="date"]');
    const told = box.querySelector("output");

    const show = (index) => {
      const moment = moments[index];
      for (const row of rows) {
        row.hidden = moment.on < row.dataset.since || (row.dataset.until !== "" && moment.on >= row.dataset.until);
      }
      slider.value = String(index);
      slider.setAttribute("aria-valuetext", moment.label);
      told.textContent = moment.told;
    };

    // The plan of a day is that of the last day before it on which something was said.
    const indexOf = (day) => Math.max(0, moments.findLastIndex((moment) => moment.on <= day));

    // On paper, an earlier plan that nobody chose would pass for a part of the plan.
    const choose = (index) => {
      box.dataset.asOf = "chosen";
      show(index);
    };

    slider.addEventListener("input", () => {
      choose(slider.valueAsNumber);
      date.value = moments[slider.valueAsNumber].on;
    });
    date.addEventListener("change", () => {
      if (date.value) choose(indexOf(date.value));
    });
    box.dataset.asOf = "offered";
    box.querySelector(".mp-as-of-controls").hidden = false;
    date.value = moments[slider.valueAsNumber].on;
    show(slider.valueAsNumber);
  };

  document.querySelectorAll("[data-as-of]").forEach(start);
})();
