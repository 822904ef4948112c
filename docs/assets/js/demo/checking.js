/*
 * A worker, so that the page stays at hand meanwhile: it loads the models that it is given the descriptions of, and
 * answers the images to read; then, asked by its rank, it checks one, and answers its weights and what it reads in
 * the first image.
 */
import { Model } from "./model.js";
import { Refusal } from "./refusal.js";

let loaded = [];
let images = null;

/* The result of an attempt, or the words of its refusal; what is not a refusal is a fault of this program. */
async function tried(attempt) {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: error.message };
  }
}

async function load(descriptions) {
  loaded = await Promise.all(descriptions.map((each) => tried(() => Model.load(each))));
  const source = loaded.find((model) => model instanceof Model && model.images());
  images = source ? source.images() : null;
  postMessage(source ? { images, samples: source.samples } : null);
}

async function check(model) {
  const said = await tried(() => ({
    gap: model.check(images),
    first: images && model.read(images[0]),
    arrays: model.arrays,
  }));
  postMessage(said, said.refusal === undefined ? Object.values(said.arrays).map(({ values }) => values.buffer) : []);
}

addEventListener("message", ({ data }) => {
  if (Array.isArray(data)) load(data);
  else if (loaded[data] instanceof Model) check(loaded[data]);
  else postMessage(loaded[data]);
});
