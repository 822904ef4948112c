/* Boxes wider than the page scroll inside themselves: let the keyboard reach those that really do. */
(function () {
  "use strict";

  const boxes = document.querySelectorAll(".derivation, .plot-scroll");

  function update(box) {
    const scrolls = box.scrollWidth > box.clientWidth;
    if (scrolls) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "Contenu plus large que la page");
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
  }

  const observer = new ResizeObserver((entries) => entries.forEach((entry) => update(entry.target)));
  for (const box of boxes) observer.observe(box);
  // A box's content changes width when its font arrives, without the box changing size.
  document.fonts.ready.then(() => boxes.forEach(update));
})();
