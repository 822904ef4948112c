/* Small pictures of arrays: opaque where a value is high, so that the colour of the text draws them. */

const OPAQUE = 255;

function canvasOf(width, height, paint) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  for (let at = 0; at < width * height; at++) image.data.set(paint(at), 4 * at);
  context.putImageData(image, 0, 0);
  return canvas;
}

/* Values from 0 to `most`, in black on nothing. */
export function inked(values, [height, width], most) {
  return canvasOf(width, height, (at) => [0, 0, 0, Math.round((OPAQUE * Math.max(values[at], 0)) / (most || 1))]);
}

/* Values of both signs, in two colours on nothing; each colour is a list of red, green and blue. */
export function signed(values, [height, width], most, [positive, negative]) {
  return canvasOf(width, height, (at) => {
    const value = values[at];
    return [...(value > 0 ? positive : negative), Math.round((OPAQUE * Math.abs(value)) / (most || 1))];
  });
}
