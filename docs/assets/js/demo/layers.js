/*
 * Layers of Keras, by the name of their class: each is given its configuration and its variables, and returns what
 * turns its inputs into its output. A tensor is { shape, values }, without the batch axis, last axis fastest.
 */
import { activation, mapped, softmax } from "./activations.js";
import { Refusal } from "./refusal.js";
import { outputSize, slide } from "./windows.js";

/* Refuse an option that has another value than those that are computed here. */
function only(config, expected) {
  for (const [name, value] of Object.entries(expected)) {
    if (name in config && JSON.stringify(config[name]) !== JSON.stringify(value)) {
      throw new Refusal(`cette page ne sait pas calculer ${name}=${JSON.stringify(config[name])}`);
    }
  }
}

const LAST = { data_format: "channels_last" };
const last = (shape) => shape[shape.length - 1];
const size = (shape) => shape.reduce((product, side) => product * side, 1);
const same = () => (tensor) => tensor;

function dense(config, { kernel, bias }) {
  const [inputs, units] = kernel.shape;
  const activate = activation(config.activation);
  return ({ shape, values }) => {
    const rows = size(shape) / inputs;
    const result = new Float32Array(rows * units);
    for (let row = 0; row < rows; row++) {
      const sums = bias ? Float64Array.from(bias.values) : new Float64Array(units);
      for (let i = 0; i < inputs; i++) {
        const value = values[row * inputs + i];
        if (value === 0) continue;
        for (let unit = 0, at = i * units; unit < units; unit++, at++) sums[unit] += value * kernel.values[at];
      }
      result.set(sums, row * units);
    }
    return activate({ shape: [...shape.slice(0, -1), units], values: result });
  };
}

function convolution(config, { kernel, bias }) {
  only(config, { ...LAST, groups: 1 });
  const [height, width, channels, filters] = kernel.shape;
  const { strides, padding, dilation_rate: dilation } = config;
  const activate = activation(config.activation);
  return ({ shape, values }) => {
    const [rows, columns] = outputSize(shape, [height, width], strides, padding, dilation);
    const result = new Float32Array(rows * columns * filters);
    if (bias) for (let place = 0; place < rows * columns; place++) result.set(bias.values, place * filters);
    const visit = (place, pixel, rank) => {
      for (let channel = 0; channel < channels; channel++) {
        const value = values[pixel * channels + channel];
        if (value === 0) continue;
        let from = (rank * channels + channel) * filters;
        for (let to = place * filters, end = to + filters; to < end; to++, from++) {
          result[to] += value * kernel.values[from];
        }
      }
    };
    slide(shape, [height, width], strides, padding, visit, dilation);
    return activate({ shape: [rows, columns, filters], values: result });
  };
}

function pooling(average) {
  return (config) => {
    only(config, LAST);
    const { pool_size: window, strides, padding } = config;
    return ({ shape, values }) => {
      const [rows, columns] = outputSize(shape, window, strides, padding);
      const channels = last(shape);
      const result = new Float32Array(rows * columns * channels).fill(average ? 0 : -Infinity);
      const counts = new Float32Array(rows * columns);
      slide(shape, window, strides, padding, (place, pixel) => {
        counts[place] += 1;
        for (let channel = 0; channel < channels; channel++) {
          const to = place * channels + channel;
          const value = values[pixel * channels + channel];
          result[to] = average ? result[to] + value : Math.max(result[to], value);
        }
      });
      if (average) result.forEach((sum, at) => (result[at] = sum / counts[Math.floor(at / channels)]));
      return { shape: [rows, columns, channels], values: result };
    };
  };
}

function globalPooling(average) {
  return (config) => {
    only(config, { ...LAST });
    return ({ shape, values }) => {
      const channels = last(shape);
      const places = values.length / channels;
      const result = new Float32Array(channels).fill(average ? 0 : -Infinity);
      values.forEach((value, at) => {
        const channel = at % channels;
        result[channel] = average ? result[channel] + value / places : Math.max(result[channel], value);
      });
      return { shape: config.keepdims ? [1, 1, channels] : [channels], values: result };
    };
  };
}

function batchNormalization(config, variables) {
  const { gamma, beta, moving_mean: mean, moving_variance: variance } = variables;
  const channels = mean.shape[0];
  const scale = Float64Array.from(variance.values, (value, channel) => {
    return (gamma ? gamma.values[channel] : 1) / Math.sqrt(value + config.epsilon);
  });
  return (tensor) => {
    if (config.axis !== -1 && config.axis !== tensor.shape.length) {
      throw new Refusal(`cette page ne sait pas calculer axis=${config.axis}`);
    }
    return mapped(tensor, (value, at) => {
      const channel = at % channels;
      return (value - mean.values[channel]) * scale[channel] + (beta ? beta.values[channel] : 0);
    });
  };
}

function rectifier({ negative_slope: slope = 0, threshold = 0, max_value: most = null }) {
  return (tensor) =>
    mapped(tensor, (x) => Math.min(x >= threshold ? x : slope * (x - threshold), most ?? Infinity));
}

function concatenation({ axis }) {
  return (...tensors) => {
    const rank = tensors[0].shape.length;
    if (axis !== -1 && axis !== rank) throw new Refusal(`cette page ne sait pas calculer axis=${axis}`);
    const lengths = tensors.map((tensor) => last(tensor.shape));
    const length = lengths.reduce((a, b) => a + b);
    const shape = [...tensors[0].shape.slice(0, -1), length];
    const result = new Float32Array(size(shape));
    for (let start = 0, row = 0; start < result.length; row++) {
      tensors.forEach(({ values }, i) => {
        result.set(values.subarray(row * lengths[i], (row + 1) * lengths[i]), start);
        start += lengths[i];
      });
    }
    return { shape, values: result };
  };
}

function addition() {
  return (first, ...others) => {
    if (others.some(({ shape }) => String(shape) !== String(first.shape))) {
      throw new Refusal("cette page ne sait additionner que des tenseurs de même forme");
    }
    return mapped(first, (value, at) => others.reduce((sum, { values }) => sum + values[at], value));
  };
}

const CATALOGUE = {
  Dense: dense,
  Conv2D: convolution,
  MaxPooling2D: pooling(false),
  AveragePooling2D: pooling(true),
  GlobalMaxPooling2D: globalPooling(false),
  GlobalAveragePooling2D: globalPooling(true),
  BatchNormalization: batchNormalization,
  Activation: (config) => activation(config.activation),
  ReLU: rectifier,
  LeakyReLU: rectifier,
  ELU: ({ alpha }) => (tensor) => mapped(tensor, (x) => (x > 0 ? x : alpha * Math.expm1(x))),
  Softmax: (config) => (only(config, { axis: -1 }), softmax),
  Flatten: (config) => (only(config, LAST), ({ shape, values }) => ({ shape: [size(shape)], values })),
  Reshape: ({ target_shape: shape }) => ({ values }) => {
    const known = size(shape.filter((side) => side !== -1));
    return { shape: shape.map((side) => (side === -1 ? values.length / known : side)), values };
  },
  Rescaling: ({ scale, offset }) => {
    if (typeof scale !== "number" || typeof offset !== "number") {
      throw new Refusal("cette page ne connaît de Rescaling qu’un seul facteur et un seul décalage");
    }
    return (tensor) => mapped(tensor, (x) => x * scale + offset);
  },
  Add: addition,
  Concatenate: concatenation,
};

/* What only acts while a network learns. */
const IDLE = [
  "Dropout", "SpatialDropout2D", "AlphaDropout", "GaussianDropout", "GaussianNoise", "ActivityRegularization",
  "RandomFlip", "RandomTranslation", "RandomRotation", "RandomZoom", "RandomContrast", "RandomBrightness",
];
for (const name of IDLE) CATALOGUE[name] = same;

/* What turns the inputs of a call into its output. */
export function layer({ type, operation, config, arguments: given }, variables) {
  if (operation || Object.keys(given).length || !Object.hasOwn(CATALOGUE, type)) {
    throw new Refusal(`cette page ne sait pas calculer la couche ${type}`);
  }
  return CATALOGUE[type](config, variables);
}
