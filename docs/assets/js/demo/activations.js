/* Activation functions of Keras, by name: each turns the values of a tensor into others. */
import { Refusal } from "./refusal.js";

const SELU = { alpha: 1.6732632423543772, scale: 1.0507009873554805 };
const { exp, log1p, max, min, tanh, abs, sqrt } = Math;

const sigmoid = (x) => 1 / (1 + exp(-x));
const softplus = (x) => max(x, 0) + log1p(exp(-abs(x)));
const elu = (x, alpha = 1) => (x > 0 ? x : alpha * Math.expm1(x));
const hardSigmoid = (x) => min(max(x / 6 + 0.5, 0), 1);

/* The error function, to 1.5e-7 (Abramowitz and Stegun, 1964, formula 7.1.26). */
function erf(x) {
  const t = 1 / (1 + 0.3275911 * abs(x));
  const sum = 0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)));
  return Math.sign(x) * (1 - t * sum * exp(-x * x));
}

const OF_EACH_VALUE = {
  linear: (x) => x,
  relu: (x) => max(x, 0),
  relu6: (x) => min(max(x, 0), 6),
  leaky_relu: (x) => (x > 0 ? x : 0.2 * x),
  elu: (x) => elu(x),
  selu: (x) => SELU.scale * elu(x, SELU.alpha),
  gelu: (x) => 0.5 * x * (1 + erf(x / sqrt(2))),
  sigmoid,
  hard_sigmoid: hardSigmoid,
  tanh,
  hard_tanh: (x) => min(max(x, -1), 1),
  softplus,
  softsign: (x) => x / (1 + abs(x)),
  silu: (x) => x * sigmoid(x),
  swish: (x) => x * sigmoid(x),
  hard_silu: (x) => x * hardSigmoid(x),
  hard_swish: (x) => x * hardSigmoid(x),
  mish: (x) => x * tanh(softplus(x)),
  exponential: exp,
};

/* Apply a function to each value of a tensor, and its rank. */
export function mapped(tensor, change) {
  return { shape: tensor.shape, values: tensor.values.map(change) };
}

/* Make the values along the last axis positive, with a sum of one. */
export function softmax({ shape, values }) {
  const length = shape[shape.length - 1];
  const result = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += length) {
    const row = values.subarray(start, start + length);
    const largest = row.reduce((a, b) => max(a, b));
    const exponentials = Float64Array.from(row, (x) => exp(x - largest));
    const total = exponentials.reduce((a, b) => a + b);
    exponentials.forEach((value, index) => (result[start + index] = value / total));
  }
  return { shape, values: result };
}

/* The function on tensors that a configuration of Keras names. */
export function activation(name) {
  if (name === null || name === undefined) return (tensor) => tensor;
  if (name === "softmax") return softmax;
  if (typeof name !== "string" || !Object.hasOwn(OF_EACH_VALUE, name)) {
    throw new Refusal(`cette page ne sait pas calculer l’activation ${JSON.stringify(name)}`);
  }
  return (tensor) => mapped(tensor, OF_EACH_VALUE[name]);
}
