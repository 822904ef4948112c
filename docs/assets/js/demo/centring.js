/*
 * A drawing as an image of MNIST (LeCun et al., 1998): fitted in a box of 20 pixels, then centred in 28 by its
 * centre of mass. Lines are fitted, then drawn with a pen of its own width: small drawings are not blots.
 */

export const SIDE = 28;
const BOX = 20;
const PEN = 2.2; // gives as much ink as MNIST has, on average
const WHITE = 255;

function distance({ x, y }, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const nearest = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - a.x - nearest * dx, y - a.y - nearest * dy);
}

/* Draw lines: a pixel is white up to the edge of the pen, which is one pixel wide. */
function drawn(lines) {
  const image = new Float64Array(SIDE * SIDE);
  for (const line of lines) {
    line.forEach((point, rank) => {
      const before = line[Math.max(rank - 1, 0)];
      const [left, right] = [Math.min(before.x, point.x) - PEN, Math.max(before.x, point.x) + PEN];
      const [top, bottom] = [Math.min(before.y, point.y) - PEN, Math.max(before.y, point.y) + PEN];
      for (let i = Math.max(Math.floor(top), 0); i < Math.min(Math.ceil(bottom), SIDE); i++) {
        for (let j = Math.max(Math.floor(left), 0); j < Math.min(Math.ceil(right), SIDE); j++) {
          const far = distance({ x: j + 0.5, y: i + 0.5 }, before, point);
          const level = Math.min(Math.max(PEN / 2 + 0.5 - far, 0), 1);
          image[i * SIDE + j] = Math.max(image[i * SIDE + j], level);
        }
      }
    });
  }
  return image;
}

function moved(lines, scale, dx, dy) {
  return lines.map((line) => line.map(({ x, y }) => ({ x: x * scale + dx, y: y * scale + dy })));
}

function centreOfMass(image) {
  let [mass, x, y] = [0, 0, 0];
  image.forEach((level, at) => {
    mass += level;
    x += level * ((at % SIDE) + 0.5);
    y += level * (Math.floor(at / SIDE) + 0.5);
  });
  return { x: x / mass, y: y / mass };
}

/* The levels, from 0 to 255, of the image of a drawing: lists of points { x, y }, in any unit. */
export function centred(lines) {
  const points = lines.flat();
  if (!points.length) return new Uint8Array(SIDE * SIDE);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = (BOX - PEN) / Math.max(width, height, Number.MIN_VALUE);
  const fit = Number.isFinite(scale) ? scale : 1;
  const middle = SIDE / 2;
  const fitted = moved(lines, fit, middle - (left + width / 2) * fit, middle - (top + height / 2) * fit);
  const centre = centreOfMass(drawn(fitted));
  return Uint8Array.from(drawn(moved(fitted, 1, middle - centre.x, middle - centre.y)), (level) =>
    Math.round(level * WHITE),
  );
}
