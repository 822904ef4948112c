/*
 * The cells of a confusion matrix that count errors open on the very examples counted, where the site has them
 * (data-examples: their file, loaded at the first opening). Without script, they are plain numbers.
 */
(function () {
  "use strict";

  const dialog = document.createElement("dialog");
  const title = document.createElement("h2");
  const list = document.createElement("ul");
  const note = document.createElement("p");
  const close = document.createElement("button");
  let opener = null;

  function classesOf(cell) {
    const row = cell.parentElement;
    const heads = cell.closest("table").tHead.rows[1].cells;
    return [row.cells[0].textContent, heads[cell.cellIndex].textContent];
  }

  function example([rank, png], truth, answer) {
    const item = document.createElement("li");
    const frame = document.createElement("div");
    const picture = document.createElement("img");
    const name = document.createElement("p");
    frame.className = "picture";
    picture.src = `data:image/png;base64,${png}`;
    name.textContent = `n° ${rank.toLocaleString("fr")}`;
    picture.alt = `${name.textContent} du test, vérité ${truth}, réponse ${answer}`;
    frame.append(picture);
    item.append(frame, name);
    return item;
  }

  async function open(button) {
    const cell = button.closest("td");
    const { examples, noun, one } = cell.closest("table").dataset;
    const [truth, answer] = classesOf(cell);
    opener = button;
    title.textContent = `Vérité\u202f: ${truth}\u202f; réponse\u202f: ${answer}`;
    list.replaceChildren();
    note.textContent = "Chargement…";
    dialog.showModal();
    try {
      const cells = await loaded(examples);
      if (opener !== button) return;
      const place = `${cell.parentElement.sectionRowIndex}/${cell.cellIndex - 1}`;
      const shown = cells[place].map((each) => example(each, truth, answer));
      list.replaceChildren(...shown);
      note.textContent = `${button.textContent} ${shown.length > 1 ? noun : one} de test, par rang à partir de zéro.`;
    } catch {
      note.textContent = "Le fichier de ces exemples n’a pas pu être chargé\u202f: vérifiez la connexion, puis rouvrez la case.";
    }
  }

  function enrich(table) {
    for (const cell of table.querySelectorAll("td.error:not(.zero)")) {
      const button = document.createElement("button");
      const [truth, answer] = classesOf(cell);
      button.type = "button";
      button.textContent = cell.textContent;
      button.setAttribute("aria-label", `${cell.textContent}\u202f: vérité ${truth}, réponse ${answer}`);
      button.setAttribute("aria-haspopup", "dialog");
      button.addEventListener("click", () => open(button));
      cell.replaceChildren(button);
    }
    const hint = document.createElement("span");
    hint.className = "hint";
    hint.textContent = `. Une case d’erreur s’ouvre sur ses ${table.dataset.noun}.`;
    table.caption.append(hint);
  }

  const tables = document.querySelectorAll("table.confusion[data-examples]");
  if (!tables.length) return;
  dialog.className = "confused";
  title.id = "confused-title";
  dialog.setAttribute("aria-labelledby", title.id);
  list.className = "missed-images";
  close.type = "button";
  close.textContent = "Fermer";
  dialog.append(title, note, list, close);
  // Inside the article: its typography holds there too.
  document.querySelector("article").append(dialog);
  close.addEventListener("click", () => dialog.close());
  // A click that reaches the dialog itself fell beside what it holds.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    opener.focus();
    opener = null;
  });
  tables.forEach(enrich);
})();
