/* What the first layer of a network makes of an image: drawn anew each time it changes. */
import { SIDE } from "./centring.js";
import { inked, signed } from "./pictures.js";

const MAPS = 32;
const UNITS = 12;
const SVG = "http://www.w3.org/2000/svg";
const DECIMAL = new Intl.NumberFormat("fr", { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/* The maps that the filters of the first convolution make, on one scale. */
function maps(call) {
  return (box, { known }) => {
    const { shape, values } = known.get(call.name);
    const [height, width, channels] = shape;
    const most = values.reduce((a, b) => Math.max(a, b), 0);
    const shown = Math.min(channels, MAPS);
    box.replaceChildren(
      ...Array.from({ length: shown }, (_, channel) => {
        const map = Float32Array.from({ length: height * width }, (_, at) => values[at * channels + channel]);
        return inked(map, [height, width], most);
      }),
    );
  };
}

/* The hidden units of the first dense layer that answer most: their weights, pixel by pixel, and their output. */
function units(call) {
  const { shape, values: weights } = call.variables.kernel;
  const [inputs, count] = shape;
  return (box, { known, input, colours }) => {
    const outputs = known.get(call.name).values;
    const bias = call.variables.bias?.values;
    const sums = Float64Array.from({ length: count }, (_, unit) => {
      return input.values.reduce((sum, x, i) => sum + x * weights[i * count + unit], bias ? bias[unit] : 0);
    });
    const strongest = [...sums.keys()].sort((a, b) => sums[b] - sums[a]).slice(0, UNITS);
    box.replaceChildren(
      ...strongest.map((unit) => {
        const own = Float32Array.from({ length: inputs }, (_, i) => weights[i * count + unit]);
        const most = own.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
        const item = document.createElement("div");
        const said = document.createElement("span");
        said.textContent = DECIMAL.format(outputs[unit]);
        item.append(signed(own, [SIDE, SIDE], most, colours), said);
        return item;
      }),
    );
  };
}

/* A stroke per cell and orientation, along the edge, as long as the value of the descriptor. */
function strokes({ side, columns }) {
  return (box, { cells }) => {
    const rows = cells.length / columns;
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${columns * side} ${rows * side}`);
    cells.forEach((cell, rank) => {
      const x = ((rank % columns) + 0.5) * side;
      const y = (Math.floor(rank / columns) + 0.5) * side;
      cell.forEach((value, bin) => {
        if (value <= 0) return;
        // An edge runs across its gradient.
        const angle = (Math.PI * (bin + 0.5)) / cell.length + Math.PI / 2;
        const [dx, dy] = [(Math.cos(angle) * side) / 2, (Math.sin(angle) * side) / 2];
        const stroke = document.createElementNS(SVG, "line");
        const ends = { x1: x - dx, y1: y - dy, x2: x + dx, y2: y + dy, opacity: Math.min(value, 1).toFixed(3) };
        for (const [name, end] of Object.entries(ends)) stroke.setAttribute(name, end);
        svg.append(stroke);
      });
    });
    box.replaceChildren(svg);
  };
}

/* How to draw the first layer of a model, or its descriptor; null when there is nothing to draw. */
export function drawerOf(model) {
  if (model.descriptor) return strokes(model.descriptor);
  const first = (type) => model.network.calls.find((call) => call.type === type);
  if (first("Conv2D")) return maps(first("Conv2D"));
  const dense = first("Dense");
  return dense?.variables.kernel.shape[0] === SIDE * SIDE ? units(dense) : null;
}
