/* Histograms of oriented gradients of one image, as experiments/data/hog.py computes them, cell by cell. */

const HALF_TURN = 180;
const CLIP = 0.2;
const EPSILON = 1e-5;

const length = (vector) => Math.sqrt(vector.reduce((sum, value) => sum + value * value, EPSILON ** 2));

/* The bin of each orientation at one pixel, and how much it votes; nothing where there is no edge. */
function vote(x, y, orientations) {
  const magnitude = Math.sqrt(x * x + y * y);
  let angle = Math.atan2(y, x) * (HALF_TURN / Math.PI);
  if (angle === HALF_TURN) angle = 0;
  else if (angle < 0) angle += HALF_TURN;
  const width = HALF_TURN / orientations;
  let bin = 0;
  while (bin < orientations && angle >= width * (bin + 1)) bin++;
  return bin < orientations ? { bin, magnitude } : null;
}

/* The histogram of each cell of an image of grey levels in [0, 1], in reading order, each of unit length. */
export function cellHistograms(grey, [height, width], orientations, side) {
  const rows = Math.floor(height / side);
  const columns = Math.floor(width / side);
  const cells = Array.from({ length: rows * columns }, () => new Float64Array(orientations));
  for (let i = 0; i < rows * side; i++) {
    for (let j = 0; j < columns * side; j++) {
      const at = i * width + j;
      const x = j > 0 && j < width - 1 ? grey[at + 1] - grey[at - 1] : 0;
      const y = i > 0 && i < height - 1 ? grey[at + width] - grey[at - width] : 0;
      const found = x || y ? vote(x, y, orientations) : null;
      const cell = cells[Math.floor(i / side) * columns + Math.floor(j / side)];
      if (found) cell[found.bin] += found.magnitude / side ** 2;
    }
  }
  return cells.map((cell) => {
    const whole = length(cell);
    const clipped = cell.map((value) => Math.min(value / whole, CLIP));
    const left = length(clipped);
    return clipped.map((value) => value / left);
  });
}
