/* The table of answers: for each model, a bar per class and the class that it finds most probable. */

const PERCENT = new Intl.NumberFormat("fr", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const LITTLE = 0.0005;

/* What a softmax gives is never 0 or 1. */
function percent(probability) {
  if (probability < LITTLE) return "≈\u202f0\u202f%";
  return probability > 1 - LITTLE ? "≈\u202f100\u202f%" : PERCENT.format(probability);
}

export class Answers {
  constructor(table) {
    this.table = table;
  }

  #cells(model) {
    return [...this.table.querySelectorAll(`td[data-model="${model}"]`)];
  }

  #answer(model) {
    return this.table.querySelector(`[data-answer="${model}"]`);
  }

  /* Show probabilities, one per class in order; return the name of the most probable class. */
  show(model, probabilities) {
    const best = probabilities.indexOf(Math.max(...probabilities));
    const cells = this.#cells(model);
    cells.forEach((cell, rank) => {
      cell.dataset.probability = probabilities[rank];
      cell.style.setProperty("--share", probabilities[rank]);
      cell.textContent = percent(probabilities[rank]);
      cell.classList.toggle("try-best", rank === best);
      cell.classList.toggle("try-little", probabilities[rank] < LITTLE);
    });
    const name = cells[best].dataset.class;
    this.#answer(model).textContent = name;
    return name;
  }

  /* Show nothing: there is nothing to read. */
  empty(model) {
    for (const cell of this.#cells(model)) {
      delete cell.dataset.probability;
      cell.style.removeProperty("--share");
      cell.textContent = "";
      cell.classList.remove("try-best");
    }
    this.#answer(model).textContent = "?";
  }
}
