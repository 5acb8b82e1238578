// Tells what is new since this reader's last visit. The mark stays in this browser: it is read once, when the page is
// loaded, and nothing is ever sent. Without it the page says what changed since the last report.
(() => {
  "use strict";
  const VISIT = 30 * 60 * 1000; // a page opened again within half an hour is still the same visit

  const box = document.querySelector(".mp-since");
  const title = document.getElementById("since");
  // A document for the table, such as the board pack, says the same to everyone who holds it.
  if (!box || !title) return;
  const items = [...box.querySelectorAll("li")];
  const note = box.querySelector(".mp-since-note");
  const words = box.dataset;
  const byReport = items.map((item) => item.hidden);
  const newest = { commit: items[0].dataset.commit, at: items[0].dataset.at };
  // Sites of several clients may share one address's storage; each overview has a mark of its own.
  const name = `milepost:seen:${location.pathname.replace(/index\.html$/, "")}`;

  const read = () => {
    try {
      const stored = JSON.parse(localStorage.getItem(name));
      return stored && stored.seen && typeof stored.touched === "number" ? stored : null;
    } catch {
      return null; // storage is refused here, or holds something else
    }
  };

  const now = Date.now();
  const stored = read();
  let mark = null;
  if (stored) mark = now - stored.touched < VISIT ? stored.mark : { ...stored.seen, on: stored.touched };
  try {
    localStorage.setItem(name, JSON.stringify({ seen: newest, mark, touched: now }));
  } catch {
    // Storage is refused here: every visit is a first one.
  }
  if (!mark) return;

  const known = items.findIndex((item) => item.dataset.commit === mark.commit);
  const isNew = (item, index) => (known >= 0 ? index < known : Date.parse(item.dataset.at) > Date.parse(mark.at));
  const byVisit = items.map((item, index) => !isNew(item, index));
  // English pages write 7 November, as Wording does; a plain `en` would be November 7.
  const { lang } = document.documentElement;
  const day = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { day: "numeric", month: "long" }).format(mark.on);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "mp-button";

  let visit = true;
  const show = () => {
    const hidden = visit ? byVisit : byReport;
    items.forEach((item, index) => {
      item.hidden = hidden[index];
    });
    const nothing = hidden.every(Boolean);
    title.textContent = visit ? words.visit.replace("{date}", day) : words.report;
    note.textContent = visit ? words.nothingSinceVisit.replace("{date}", day) : words.nothing;
    note.hidden = !nothing;
    button.textContent = visit ? words.showReport : words.showVisit;
  };
  button.addEventListener("click", () => {
    visit = !visit;
    show();
  });
  show();
  box.append(button);
})();
