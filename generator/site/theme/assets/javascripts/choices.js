/* What Material's other scripts ask to keep the choices of a visitor, by address of the site. */
var __md_scope = new URL(document.currentScript.dataset.base, location);

var __md_hash = (text) => [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0);

var __md_get = (key, storage = localStorage, scope = __md_scope) =>
  JSON.parse(storage.getItem(scope.pathname + "." + key));

var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // Storage is full or refused: the choice is not kept.
  }
};

/* The theme that the visitor chose here, or else that of the system; the button shown leads to the other one. */
(function () {
  "use strict";

  const KEY = "scheme";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const buttons = [...document.querySelectorAll("button[data-scheme]")];

  function show() {
    const scheme = __md_get(KEY) ?? (dark.matches ? "slate" : "default");
    document.body.setAttribute("data-md-color-scheme", scheme);
    document.documentElement.style.colorScheme = scheme === "slate" ? "dark" : "light";
    for (const button of buttons) button.hidden = button.dataset.scheme !== scheme;
  }

  for (const button of buttons) {
    const other = buttons.find((each) => each !== button);
    button.addEventListener("click", () => {
      __md_set(KEY, other.dataset.scheme);
      show();
      other.focus();
    });
  }
  dark.addEventListener("change", show);
  show();
})();

/* The scripts that only need the page, where they are one (data-scripts): they do not slow down what draws it. */
(function () {
  "use strict";

  const address = document.currentScript.dataset.scripts;
  if (!address) return;

  function load() {
    const scripts = document.createElement("script");
    scripts.src = address;
    document.body.append(scripts);
  }

  new PerformanceObserver((_, observer) => {
    observer.disconnect();
    // A long page is drawn before it is read to its end.
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", load);
    else load();
  }).observe({ type: "paint", buffered: true });
})();
