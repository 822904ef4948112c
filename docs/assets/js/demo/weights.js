/* The weights of a trained model, in a file of safetensors (see experiments/results/weights.py). */
import { Refusal } from "./refusal.js";

const LENGTH = 8; // bytes that tell how long the header is
const LEVELS = 255;
const BYTES = { F16: 2, F32: 4, U8: 1 };

/* The value of a number in half precision (IEEE 754 binary16), from its bits. */
export function halfToNumber(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return exponent ? sign * 2 ** (exponent - 25) * (fraction + 1024) : sign * 2 ** -24 * fraction;
}

function decoded(view, kind, start, count) {
  const read = {
    F16: (at) => halfToNumber(view.getUint16(at, true)),
    F32: (at) => view.getFloat32(at, true),
    U8: (at) => view.getUint8(at) / LEVELS,
  }[kind];
  return Float32Array.from({ length: count }, (_, index) => read(start + index * BYTES[kind]));
}

/* What a file holds: the training whose weights they are, and each array by its name. */
export function parseWeights(buffer) {
  const view = new DataView(buffer);
  const start = LENGTH + Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, LENGTH, start - LENGTH)));
  const { __metadata__: said, ...described } = header;
  const arrays = {};
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(described)) {
    const count = shape.reduce((product, side) => product * side, 1);
    arrays[name] = { shape, values: decoded(view, dtype, start + offsets[0], count) };
  }
  return { training: said.training, arrays };
}

/* Fetch the weights of one training. */
export async function fetchWeights(url, training) {
  let held;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Refusal(`ses poids ne sont pas sur ce site (${response.status})`);
    held = parseWeights(await response.arrayBuffer());
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof TypeError) throw new Refusal("ses poids n’ont pas pu être chargés, rechargez la page");
    if (error instanceof RangeError || error instanceof SyntaxError) {
      throw new Refusal("le fichier de ses poids est tronqué ou endommagé");
    }
    throw error;
  }
  if (held.training !== training) {
    throw new Refusal("ses poids sont ceux d’un autre entraînement que celui que montre ce rapport");
  }
  return held.arrays;
}
