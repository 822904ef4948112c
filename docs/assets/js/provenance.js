/*
 * One tooltip for the whole page: where a number comes from (data.quantity), or a short text (data-tooltip).
 * Mouse, keyboard and touch show it; Escape, leaving, touching again or elsewhere hides it.
 * The seed, the day and the state of trainings are in one file for all pages, loaded with the first card.
 */
(function () {
  "use strict";

  const TARGETS = "data.quantity[data-source], [data-tooltip]";
  const TRAININGS = document.querySelector('meta[name="trainings"]').content;
  const MARGIN = 8;
  const SHOWN = 3;
  const SURE_FIGURES = 15;
  const WHOLE_LIST = new Intl.ListFormat("fr");
  const tooltip = document.createElement("div");
  let target = null;
  let pressed = null;
  let trainings = null;

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

  // A mean rests on many files: the first ones tell which, the others are counted.
  function sourcesOf(references) {
    const hidden = references.length - SHOWN;
    const shown = references.slice(0, hidden > 1 ? SHOWN : undefined).map(source);
    return hidden > 1 ? [...shown, `et ${hidden} autres`] : shown;
  }

  function unique(values) {
    return [...new Set(values)];
  }

  function addTrainings(list, references) {
    const files = unique(references.map((reference) => reference.split("#")[0]));
    const known = files.map((file) => trainings[file]).filter(Boolean);
    if (!known.length) return;
    const seeds = unique(known.map((each) => each.seed)).sort((a, b) => a - b);
    const days = unique(known.map((each) => each.day));
    const states = unique(known.map((each) => each.state).filter(Boolean));
    const when = `${days.length > 1 ? "les" : "le"} ${WHOLE_LIST.format(days)}`;
    definition(list, seeds.length > 1 ? "Graines" : "Graine", WHOLE_LIST.format(seeds.map(String)));
    definition(list, "Entraîné", known.length > 1 ? `${known.length} fois, ${when}` : when);
    // A result modified by hand is refused: no page shows it.
    definition(list, "État", [...states, "non modifié à la main"].join(", "));
  }

  /* As many figures as are sure: the last ones of a sum of binary fractions are noise. */
  function figures(value) {
    return String(Number(Number(value).toPrecision(SURE_FIGURES))).replace(".", ",");
  }

  function contents(element) {
    if (element.dataset.tooltip) return element.dataset.tooltip;
    const list = document.createElement("dl");
    if (element.value) definition(list, "Valeur exacte", figures(element.value));
    if (element.dataset.formula) definition(list, "Formule", element.dataset.formula);
    const references = element.dataset.source.trim().split(/\s+/);
    definition(list, references.length > 1 ? "Sources" : "Source", ...sourcesOf(references));
    if (trainings) addTrainings(list, references);
    else loadTrainings(element);
    return list;
  }

  async function loadTrainings(element) {
    try {
      trainings = await loaded(TRAININGS);
    } catch {
      return; // the card says where the number comes from all the same
    }
    if (target !== element) return;
    tooltip.replaceChildren(contents(element));
    place();
  }

  // Above the target when there is room, else on the side where there is most; never on the target itself.
  function place() {
    const box = target.getBoundingClientRect();
    tooltip.style.maxHeight = "none";
    const { offsetWidth: width, offsetHeight: height } = tooltip;
    const { clientWidth, clientHeight } = document.documentElement;
    const above = box.top - 2 * MARGIN;
    const below = clientHeight - box.bottom - 2 * MARGIN;
    const up = height <= above || above > below;
    const shown = Math.min(height, Math.max(above, below));
    tooltip.style.maxHeight = `${shown}px`;
    tooltip.style.left = `${Math.max(MARGIN, Math.min(box.left + box.width / 2 - width / 2, clientWidth - width - MARGIN))}px`;
    tooltip.style.top = `${up ? box.top - shown - MARGIN : box.bottom + MARGIN}px`;
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
  document.addEventListener("pointerdown", (event) => {
    pressed = event.pointerType === "touch" ? target : null;
  });
  document.addEventListener("click", (event) => {
    const element = targetOf(event);
    if (element && element === pressed) hide();
    else if (element) show(element);
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
