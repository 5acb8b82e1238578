// A search box above each long list. The page is complete without it.
(() => {
  "use strict";
  const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
  const MOST_WITHOUT = 12;

  const addFilter = (list, number) => {
    const rows = list.tBodies ? [...list.tBodies].flatMap((body) => [...body.rows]) : [...list.querySelectorAll("li")];
    const groups = [...list.querySelectorAll("section, details")];
    if (rows.length <= MOST_WITHOUT) return;
    const words = rows.map((row) => fold(row.textContent).replace(/\s+/g, " "));
    const box = document.createElement("p");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    box.className = "mp-filter";
    input.type = "search";
    input.id = `mp-filter-${number}`;
    label.htmlFor = input.id;
    label.textContent = list.dataset.filter;
    const show = () => {
      const phrase = fold(input.value).trim().replace(/\s+/g, " ");
      // “not signed” means the verdict, not any row with “notice” and “signed” in it.
      const isPhrase = words.some((text) => text.includes(phrase));
      const wanted = isPhrase ? [phrase] : phrase.split(" ");
      let shown = 0;
      rows.forEach((row, index) => {
        row.hidden = !wanted.every((word) => words[index].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      groups.forEach((group) => {
        group.hidden = !group.querySelector("li:not([hidden])");
        // What is found in a fold must be seen; without a search it is folded again.
        if (group.open !== undefined) group.open = phrase !== "" && !group.hidden;
      });
      count.textContent = phrase ? `${shown} / ${rows.length}` : "";
    };
    input.addEventListener("input", show);
    box.append(label, input, count);
    list.before(box);
  };

  document.querySelectorAll("[data-filter]").forEach(addFilter);
})();
