/* The page where one draws: the models that could be loaded and checked answer each change of the drawing. */
import { Answers } from "./answers.js";
import { centred, SIDE } from "./centring.js";
import { drawerOf } from "./features.js";
import { Model } from "./model.js";
import { Pad } from "./pad.js";
import { pause } from "./pause.js";
import { inked } from "./pictures.js";
import { Refusal } from "./refusal.js";

const WHITE = 255;
const RANK = new Intl.NumberFormat("fr");
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const root = document.getElementById("demonstration");
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const answers = new Answers(part("answers"));
const status = part("status");
const models = [];
let levels = new Uint8Array(SIDE * SIDE);
let waiting = false;

/* The two colours of weights of either sign, as lists of red, green and blue. */
function colours() {
  return ["--series-2", "--series-1"].map((name) => {
    const colour = getComputedStyle(document.body).getPropertyValue(name).trim();
    return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  });
}

function picture(image) {
  const canvas = inked(image, [SIDE, SIDE], WHITE);
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
}

function answer() {
  waiting = false;
  const blank = levels.every((level) => level === 0);
  const seen = picture(levels);
  part("seen").replaceChildren(seen);
  for (const model of models) {
    model.box?.replaceChildren();
    if (blank) {
      answers.empty(model.id);
      continue;
    }
    const read = model.read(levels);
    model.said = `${model.name}\u202f: ${answers.show(model.id, read.probabilities)}`;
    model.draw?.(model.box, { ...read, colours: colours() });
  }
  return blank;
}

function answerSoon() {
  if (!waiting) requestAnimationFrame(answer);
  waiting = true;
}

/* Say the answers to whoever does not see them, and what is known of the image. */
function tell(known = "") {
  status.textContent = answer() ? "" : `${known}${models.map((model) => model.said).join(", ")}.`;
}

const pad = new Pad(part("pad"), (lines, unfinished) => {
  levels = centred(lines);
  if (unfinished) answerSoon();
  else tell();
});

function offer(images, { indices, labels }, names) {
  images.forEach((image, rank) => {
    const known = `Image de test ${RANK.format(indices[rank])}, un ${names[labels[rank]]}`;
    const button = document.createElement("button");
    button.type = "button";
    button.title = known;
    button.setAttribute("aria-label", known);
    button.append(picture(image));
    button.addEventListener("click", () => {
      levels = image;
      pad.show(picture(image).toDataURL());
      tell(`${known}. `);
    });
    part("examples").append(button);
  });
}

async function load(description) {
  try {
    return await Model.load(description);
  } catch (error) {
    return leaveOut(description, error);
  }
}

/* Say why a model does not answer; what is not a refusal is a fault of this program. */
function leaveOut({ id, name }, error) {
  if (!(error instanceof Refusal)) throw error;
  for (const each of document.querySelectorAll(`[data-model="${id}"]`)) each.remove();
  const notice = document.createElement("p");
  notice.className = "try-absent";
  notice.textContent = `Le ${name} ne répond pas ici\u202f: ${error.message}.`;
  part("refusals").append(notice);
  return null;
}

/* A small number, to one digit: 4 × 10⁻⁷. */
function power(value) {
  if (!value) return "0";
  const [digit, exponent] = value.toExponential(0).split("e-");
  return `${digit} × 10⁻${[...exponent].map((each) => RAISED[each]).join("")}`;
}

async function checked(model, description, images) {
  try {
    const gap = await model.check(images);
    document.querySelector(`[data-check="${model.id}"]`).textContent = `à ${power(gap)} près`;
    return true;
  } catch (error) {
    leaveOut(description, error);
    return false;
  }
}

async function start() {
  const descriptions = JSON.parse(root.dataset.models);
  // The page first, then the weights.
  await new Promise(requestAnimationFrame);
  await pause();
  const loaded = await Promise.all(descriptions.map(load));
  const source = loaded.find((model) => model?.images());
  const images = source?.images();
  for (const [rank, model] of loaded.entries()) {
    if (model && (await checked(model, descriptions[rank], images))) models.push(model);
  }
  for (const model of models) {
    model.name = descriptions.find(({ id }) => id === model.id).name;
    model.box = document.querySelector(`[data-features="${model.id}"]`);
    model.draw = model.box && drawerOf(model);
  }
  if (source) offer(images, source.samples, JSON.parse(root.dataset.classes));
  part("clear").addEventListener("click", () => pad.clear());
  part("undo").addEventListener("click", () => pad.undo());
  new MutationObserver(answerSoon).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  part("offer").hidden = !source;
  part("desk").hidden = models.length === 0;
  // The first image, rather than an empty page.
  if (models.length && source) part("examples").firstElementChild.click();
  else tell();
  root.dataset.state = "ready";
}

start();
