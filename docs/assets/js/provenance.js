/*
 * One tooltip for the whole page: where a number comes from (data.quantity), or a short text (data-tooltip).
 * Mouse, keyboard and touch show it; Escape, leaving or touching elsewhere hides it.
 */
(function () {
  "use strict";

  const TARGETS = "data.quantity[data-source], [data-tooltip]";
  const MARGIN = 8;
  const tooltip = document.createElement("div");
  let target = null;

  function definition(list, name, ...contents) {
    const term = document.createElement("dt");
    term.textContent = name;
    const description = document.createElement("dd");
    description.append(...contents);
    list.append(term, description);
  }

  function source(reference) {
    const [file, path] = reference.split("#");
    const code = document.createElement("code");
    code.textContent = file;
    if (path) {
      const within = document.createElement("span");
      within.className = "path";
      within.textContent = path;
      code.append(within);
    }
    return code;
  }

  function contents(element) {
    if (element.dataset.tooltip) return element.dataset.tooltip;
    const list = document.createElement("dl");
    if (element.value) definition(list, "Valeur exacte", element.value.replace(".", ","));
    if (element.dataset.formula) definition(list, "Formule", element.dataset.formula);
    const sources = element.dataset.source.trim().split(/\s+/);
    definition(list, sources.length > 1 ? "Sources" : "Source", ...sources.map(source));
    return list;
  }

  // Above the target when there is room, below otherwise; never beyond the edges of the window.
  function place() {
    const box = target.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = tooltip;
    const rightmost = document.documentElement.clientWidth - width - MARGIN;
    const above = box.top - height - MARGIN;
    tooltip.style.left = `${Math.max(MARGIN, Math.min(box.left + box.width / 2 - width / 2, rightmost))}px`;
    tooltip.style.top = `${above > MARGIN ? above : box.bottom + MARGIN}px`;
  }

  function show(element) {
    if (element === target) return;
    hide();
    target = element;
    tooltip.replaceChildren(contents(element));
    tooltip.hidden = false;
    target.setAttribute("aria-describedby", tooltip.id);
    place();
  }

  function hide() {
    if (!target) return;
    target.removeAttribute("aria-describedby");
    target = null;
    tooltip.hidden = true;
  }

  function targetOf(event) {
    return event.target instanceof Element ? event.target.closest(TARGETS) : null;
  }

  // The arrow keys go from point to point of a chart, so that a chart is one stop of the Tab key.
  function nextMarker(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const plot = step && event.target.closest(".plot");
    if (!plot) return;
    const markers = [...plot.querySelectorAll(".marker[data-tooltip]")];
    const next = markers[markers.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  tooltip.id = "provenance";
  tooltip.className = "tooltip";
  tooltip.setAttribute("role", "tooltip");
  tooltip.hidden = true;
  document.body.append(tooltip);
  for (const quantity of document.querySelectorAll("data.quantity[data-source]")) quantity.tabIndex = 0;

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const element = targetOf(event);
    if (element) show(element);
    else if (!tooltip.contains(event.target) && document.activeElement !== target) hide();
  });
  document.addEventListener("focusin", (event) => {
    const element = targetOf(event);
    if (element) show(element);
    else hide();
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("click", (event) => {
    const element = targetOf(event);
    if (element) show(element);
    else if (!tooltip.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    else nextMarker(event);
  });
  for (const change of ["scroll", "resize"]) {
    window.addEventListener(change, () => target && place(), { passive: true, capture: true });
  }
})();
