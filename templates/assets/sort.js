// Columns that the reader sorts by. The table is complete, and in its own order, without it.
(() => {
  "use strict";
  const key = (row, column) => {
    const cell = row.cells[column];
    const time = cell.querySelector("time");
    return cell.dataset.order ?? time?.dateTime ?? cell.textContent.trim();
  };
  const isNumber = (text) => /^-?\d+(\.\d+)?$/.test(text);

  const compare = (one, other) =>
    isNumber(one) && isNumber(other) ? Number(one) - Number(other) : one.localeCompare(other, document.documentElement.lang);

  const sort = (table, column, direction) => {
    const [body] = table.tBodies;
    const rows = [...body.rows].map((row) => ({ row, key: key(row, column) }));
    rows.sort((one, other) => direction * compare(one.key, other.key));
    body.append(...rows.map(({ row }) => row));
  };

  const offer = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      // The head of the time line is a picture.
      if (head.querySelector("svg")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "mp-sort";
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        const ascending = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
        sort(table, column, ascending ? 1 : -1);
      });
      head.append(button);
    });
  };

  document.querySelectorAll("table[data-sort]").forEach((table) => {
    if (table.tBodies.length === 1 && table.tBodies[0].rows.length > 1) offer(table);
  });
})();
