// A search box above each long table. The page is complete without it.
(() => {
  "use strict";
  const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
  const MOST_WITHOUT = 12;

  const addFilter = (table, number) => {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    if (rows.length <= MOST_WITHOUT) return;
    const words = rows.map((row) => fold(row.textContent));
    const box = document.createElement("p");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    box.className = "mp-filter";
    input.type = "search";
    input.id = `mp-filter-${number}`;
    label.htmlFor = input.id;
    label.textContent = table.dataset.filter;
    const show = () => {
      const wanted = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, index) => {
        row.hidden = !wanted.every((word) => words[index].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = wanted.length ? `${shown} / ${rows.length}` : "";
    };
    input.addEventListener("input", show);
    box.append(label, input, count);
    table.before(box);
  };

  document.querySelectorAll("table[data-filter]").forEach(addFilter);
})();
