/* Windows that slide over an image, as convolutions and poolings of Keras do. */
import { Refusal } from "./refusal.js";

/* Where the windows of one axis begin, and how many there are. */
function axis(size, window, stride, dilation, padding) {
  const reach = (window - 1) * dilation + 1;
  if (padding === "valid") return { count: Math.floor((size - reach) / stride) + 1, start: 0 };
  if (padding !== "same") throw new Refusal(`cette page ne connaît pas padding="${padding}"`);
  const count = Math.ceil(size / stride);
  const added = Math.max((count - 1) * stride + reach - size, 0);
  return { count, start: -Math.floor(added / 2) };
}

/*
 * Go through the windows of an image of shape [height, width, channels]: `visit` receives the rank of each place
 * of the output, the rank of each pixel that its window holds, and that of the pixel in the window.
 * Returns the height and the width of the output.
 */
export function slide([height, width], size, strides, padding, visit, dilation = [1, 1]) {
  const rows = axis(height, size[0], strides[0], dilation[0], padding);
  const columns = axis(width, size[1], strides[1], dilation[1], padding);
  for (let i = 0; i < rows.count; i++) {
    for (let j = 0; j < columns.count; j++) {
      for (let k = 0; k < size[0]; k++) {
        const y = rows.start + i * strides[0] + k * dilation[0];
        if (y < 0 || y >= height) continue;
        for (let l = 0; l < size[1]; l++) {
          const x = columns.start + j * strides[1] + l * dilation[1];
          if (x >= 0 && x < width) visit(i * columns.count + j, y * width + x, k * size[1] + l);
        }
      }
    }
  }
  return [rows.count, columns.count];
}

/* How many places a window takes along both axes. */
export function outputSize(shape, size, strides, padding, dilation = [1, 1]) {
  return [0, 1].map((i) => axis(shape[i], size[i], strides[i], dilation[i], padding).count);
}
