/* Material gives every block of code tools without a name: tell their landmarks apart. */
(function () {
  "use strict";

  let named = 0;

  function nameTools() {
    for (const tools of document.querySelectorAll(".md-code__nav:not([aria-label])")) {
      named += 1;
      tools.setAttribute("aria-label", `Outils du code ${named}`);
    }
  }

  nameTools();
  new MutationObserver(nameTools).observe(document.body, { childList: true, subtree: true });
})();
