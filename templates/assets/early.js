// Runs as soon as the header is there, before the page is painted and before the theme's own script.
(() => {
  "use strict";

  const root = document.documentElement;
  const drawer = document.getElementById("__drawer");
  const label = document.querySelector('.md-header label[for="__drawer"]');

  // The theme says this only at the end of the page; the search box would appear late.
  root.classList.replace("no-js", "js");

  // A browser lets no page read from disk start a worker or fetch the index: without a search there, nothing fails.
  if (location.protocol === "file:") {
    for (const part of document.querySelectorAll('[data-md-component="search"], label[for="__search"]')) part.remove();
  }

  // The theme opens its menu with a label, which no key reaches.
  if (drawer && label) {
    const button = document.createElement("button");
    const tellState = () => button.setAttribute("aria-expanded", String(drawer.checked));
    button.type = "button";
    button.className = "md-header__button md-icon mp-menu";
    button.setAttribute("aria-label", drawer.getAttribute("aria-label") || "");
    button.append(...label.childNodes);
    button.addEventListener("click", () => drawer.click());
    drawer.addEventListener("change", tellState);
    document.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !drawer.checked) return;
      drawer.click();
      button.focus();
    });
    tellState();
    label.replaceWith(button);
  }

  // The theme applies the reader's colours only after its script has loaded; a dark screen would flash white.
  let chosen = null;
  try {
    chosen = __md_get("__palette");
  } catch {
    // Storage is refused here: the system's preference counts.
  }
  if (chosen && chosen.color) return;
  for (const option of document.querySelectorAll("input[data-md-color-media]")) {
    if (matchMedia(option.dataset.mdColorMedia).matches) {
      document.body.setAttribute("data-md-color-scheme", option.dataset.mdColorScheme);
      return;
    }
  }
})();
