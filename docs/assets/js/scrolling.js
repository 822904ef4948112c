/*
 * Boxes wider than the page scroll inside themselves: let the keyboard reach those that really do. So does Material
 * for code, which it measures once, maybe before its font arrives.
 */
(function () {
  "use strict";

  const boxes = [...document.querySelectorAll(".derivation, .plot-scroll, pre > code")];

  // All are measured before any is changed: the page is laid out once.
  function update(measured) {
    const scrolling = measured.map((box) => box.scrollWidth > box.clientWidth);
    measured.forEach((box, rank) => (scrolling[rank] ? reach(box) : leave(box)));
  }

  function reach(box) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Contenu plus large que la page");
  }

  function leave(box) {
    for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
  }

  const observer = new ResizeObserver((entries) => update(entries.map((entry) => entry.target)));
  for (const box of boxes) observer.observe(box);
  // A box's content changes width when its font arrives, without the box changing size; a fold that opens does too.
  const again = () => update(boxes.filter((box) => box.checkVisibility()));
  document.fonts.ready.then(again);
  // Fonts that the page asks for later, as those of formulas, come after that.
  document.fonts.addEventListener("loadingdone", again);
})();
