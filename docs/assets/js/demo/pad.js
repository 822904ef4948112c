/*
 * A sheet to draw on, with a mouse, a finger or a pen, or with the keyboard: arrows move the nib, space puts it down
 * or lifts it, backspace takes the last line back. It may show a picture instead, that the first line replaces.
 */

const SHEET = 280; // side of the sheet, in units of its drawing
const STEP = 10;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const SVG = "http://www.w3.org/2000/svg";

function shape(name, parent, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

const kept = (value) => Math.min(Math.max(value, 0), SHEET);

export class Pad {
  /* `changed` is told of each change, and whether a line is not finished yet. */
  constructor(surface, changed) {
    this.surface = surface;
    this.changed = changed;
    this.lines = [];
    this.nib = { x: SHEET / 2, y: SHEET / 4, down: false };
    this.svg = shape("svg", surface, { viewBox: `0 0 ${SHEET} ${SHEET}`, "aria-hidden": "true" });
    this.picture = shape("image", this.svg, { width: SHEET, height: SHEET });
    this.drawing = shape("g", this.svg, { class: "try-lines" });
    this.cursor = shape("circle", this.svg, { class: "try-nib", r: 11 });
    surface.addEventListener("pointerdown", (event) => this.#press(event));
    surface.addEventListener("pointermove", (event) => this.#drag(event));
    for (const end of ["pointerup", "pointercancel"]) surface.addEventListener(end, () => this.#release());
    surface.addEventListener("keydown", (event) => this.#type(event));
    this.#showNib();
  }

  clear() {
    this.lines = [];
    this.show(null);
    this.#told(false);
  }

  undo() {
    this.lines.pop();
    this.#told(false);
  }

  /* Show a picture in place of the lines, or none; whoever asks knows that it changed. */
  show(url) {
    this.lines = url ? [] : this.lines;
    this.nib.down = false;
    if (url) this.picture.setAttribute("href", url);
    else this.picture.removeAttribute("href");
    this.#draw();
  }

  #told(unfinished) {
    this.#draw();
    this.changed(this.lines, unfinished);
  }

  #begin(point) {
    if (this.picture.hasAttribute("href")) this.show(null);
    this.lines.push([point]);
  }

  #point(event) {
    const box = this.svg.getBoundingClientRect();
    return {
      x: kept(((event.clientX - box.left) / box.width) * SHEET),
      y: kept(((event.clientY - box.top) / box.height) * SHEET),
    };
  }

  #press(event) {
    if (event.button !== 0 || this.pressed !== undefined) return;
    this.pressed = event.pointerId;
    this.surface.setPointerCapture(event.pointerId);
    this.nib.down = false;
    this.#begin(this.#point(event));
    this.#told(true);
  }

  #drag(event) {
    if (event.pointerId !== this.pressed) return;
    // A browser joins several moves in one event.
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const move of moves.length ? moves : [event]) this.lines.at(-1)?.push(this.#point(move));
    this.#told(true);
  }

  #release() {
    if (this.pressed === undefined) return;
    this.pressed = undefined;
    this.#told(false);
  }

  #type(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) this.#move(...arrow);
    else if (event.key === " ") this.#tap();
    else if (event.key === "Backspace") this.undo();
    else return;
    event.preventDefault();
  }

  #move(right, down) {
    this.nib.x = kept(this.nib.x + right * STEP);
    this.nib.y = kept(this.nib.y + down * STEP);
    if (this.nib.down) {
      this.lines.at(-1)?.push({ x: this.nib.x, y: this.nib.y });
      this.#told(true);
    }
    this.#showNib();
  }

  #tap() {
    const down = !this.nib.down;
    if (down) this.#begin({ x: this.nib.x, y: this.nib.y });
    this.nib.down = down;
    this.#showNib();
    this.#told(down);
  }

  #showNib() {
    this.cursor.setAttribute("cx", this.nib.x);
    this.cursor.setAttribute("cy", this.nib.y);
    this.cursor.classList.toggle("try-down", this.nib.down);
  }

  #draw() {
    this.drawing.replaceChildren();
    for (const line of this.lines) {
      // A line of one point has no length: twice the same point is drawn as a dot.
      const points = line.length > 1 ? line : [line[0], line[0]];
      shape("polyline", this.drawing, { points: points.map(({ x, y }) => `${x},${y}`).join(" ") });
    }
    this.#showNib();
  }
}
