/* A model of the report: its network, what it is given of an image, and how near it comes to what Keras gave. */
import { SIDE } from "./centring.js";
import { cellHistograms } from "./hog.js";
import { Network } from "./network.js";
import { Refusal } from "./refusal.js";
import { fetchWeights } from "./weights.js";

// Weights in half precision move a probability by less than this.
const TOLERANCE = 1e-3;
const LEVELS = 255;

export class Model {
  /* `description` is what the page says of the model. */
  constructor(description, arrays) {
    const { features, orientations, pixels_per_cell: side, image_shape: shape } = description.inputs;
    if (!["pixels", "image", "hog"].includes(features)) {
      throw new Refusal(`cette page ne sait pas préparer ses entrées (${features})`);
    }
    this.id = description.id;
    this.samples = description.samples;
    this.shape = description.network.shape;
    this.arrays = arrays;
    this.network = new Network(description.network, arrays);
    this.values = this.shape.reduce((product, length) => product * length, 1);
    this.descriptor = null;
    let expected = SIDE * SIDE;
    if (features === "hog") {
      const [rows, columns] = shape.map((length) => Math.floor(length / side));
      this.descriptor = { orientations, side, columns };
      expected = String(shape) === `${SIDE},${SIDE}` ? rows * columns * orientations : NaN;
    }
    if (this.values !== expected) throw new Refusal(`il n’est pas fait pour une image de ${SIDE} pixels de côté`);
  }

  static async load(description) {
    return new Model(description, await fetchWeights(description.weights, description.training));
  }

  /* The images of the examples, in grey levels from 0 to 255; null for a model that is given something else. */
  images() {
    if (this.descriptor) return null;
    return this.samples.indices.map((_, rank) => {
      return Uint8Array.from(this.#example(rank), (value) => Math.round(value * LEVELS));
    });
  }

  /* What the model makes of an image in grey levels: all that its calls give, and what they were given. */
  read(levels) {
    const grey = Float64Array.from(levels, (level) => level / LEVELS);
    const { orientations, side } = this.descriptor ?? {};
    const cells = this.descriptor && cellHistograms(grey, [SIDE, SIDE], orientations, side);
    const input = { shape: this.shape, values: Float32Array.from(cells?.flatMap((cell) => [...cell]) ?? grey) };
    const known = this.network.run(input);
    return { input, cells, known, probabilities: [...known.get(null).values] };
  }

  /* The largest difference with what Keras gave for the examples of the result. */
  check(images) {
    let largest = 0;
    for (const [rank, outputs] of this.samples.outputs.entries()) {
      const expected = this.network.convert({ shape: [outputs.length], values: Float32Array.from(outputs) });
      const known = images
        ? this.read(images[rank]).known
        : this.network.run({ shape: this.shape, values: this.#example(rank) });
      for (const [index, found] of known.get(null).values.entries()) {
        const difference = Math.abs(found - expected.values[index]);
        if (!(difference <= TOLERANCE)) {
          throw new Refusal("ses réponses ne sont pas ici celles que Keras a données pendant l’entraînement");
        }
        largest = Math.max(largest, difference);
      }
    }
    return largest;
  }

  #example(rank) {
    return this.arrays.examples.values.subarray(rank * this.values, (rank + 1) * this.values);
  }
}
