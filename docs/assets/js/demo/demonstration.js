/* The page where one draws: the models that could be loaded and checked answer each change of the drawing. */
import { Answers } from "./answers.js";
import { centred, SIDE } from "./centring.js";
import { drawerOf } from "./features.js";
import { Model } from "./model.js";
import { Pad } from "./pad.js";
import { inked } from "./pictures.js";

const WHITE = 255;
const RANK = new Intl.NumberFormat("fr");
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const root = document.getElementById("demonstration");
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const answers = new Answers(part("answers"));
const status = part("status");
const models = [];
let levels = new Uint8Array(SIDE * SIDE);
let firstImage = null;
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
    const read = levels === firstImage ? model.first : model.read(levels);
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

function offer({ images, samples: { indices, labels } }, names) {
  [firstImage] = images;
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

/* Ask the worker, which answers one question at a time. */
function asked(worker, question) {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(question);
  });
}

/* Say why a model does not answer. */
function leaveOut({ id, name }, why) {
  for (const each of document.querySelectorAll(`[data-model="${id}"]`)) each.remove();
  const notice = document.createElement("p");
  notice.className = "try-absent";
  notice.textContent = `Le ${name} ne répond pas ici\u202f: ${why}.`;
  part("refusals").append(notice);
}

/* A small number, to one digit: 4 × 10⁻⁷. */
function power(value) {
  if (!value) return "0";
  const [digit, exponent] = value.toExponential(0).split("e-");
  return `${digit} × 10⁻${[...exponent].map((each) => RAISED[each]).join("")}`;
}

/* A model that its check lets answer, with what it reads in the first image. */
function admitted(description, { gap, first, arrays }) {
  const model = new Model(description, arrays);
  const box = document.querySelector(`[data-features="${model.id}"]`);
  document.querySelector(`[data-check="${model.id}"]`).textContent = `à ${power(gap)} près`;
  return Object.assign(model, { name: description.name, first, box, draw: box && drawerOf(model) });
}

async function start() {
  const descriptions = JSON.parse(root.dataset.models);
  // The page first, then the weights.
  await new Promise(requestAnimationFrame);
  const worker = new Worker(new URL("checking.js", import.meta.url), { type: "module" });
  worker.onerror = () => {
    status.textContent = "Un programme de cette page n’a pas pu être chargé\u202f: rechargez-la.";
  };
  // An address is read from the page, not from the worker.
  const located = descriptions.map((each) => ({ ...each, weights: new URL(each.weights, document.baseURI).href }));
  const source = await asked(worker, located);
  for (const [rank, description] of descriptions.entries()) {
    const said = await asked(worker, rank);
    if (said.refusal === undefined) models.push(admitted(description, said));
    else leaveOut(description, said.refusal);
  }
  worker.terminate();
  if (source) offer(source, JSON.parse(root.dataset.classes));
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
