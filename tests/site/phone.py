"""What a phone may spoil: texts on one another, cut words and captions, blank rows, columns out of reach."""

from playwright.sync_api import Page

WIDTHS = (390, 320)
HEIGHT = 844
# A row so high, of which so little is written in what the phone shows of it, is mostly blank.
HIGH, WRITTEN = 130, 0.12
# A word, or a path, of so many letters without a space may have to be cut on the narrowest phone.
LONGEST = 26

LOOK = """([width, high, written, longest]) => {
  const found = [];
  const article = document.querySelector("article");
  const range = document.createRange();
  const start = (text) => text.trim().replace(/\\s+/g, " ").slice(0, 60);
  article.querySelectorAll("details").forEach((details) => { details.open = true; });

  for (const plot of article.querySelectorAll("svg.plot")) {
    const texts = [...plot.querySelectorAll("text")];
    const boxes = texts.map((text) => [text.textContent, text.getBoundingClientRect()]);
    boxes.forEach(([one, a], rank) => boxes.slice(rank + 1).forEach(([other, b]) => {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 3) found.push(`overlap: ${plot.dataset.plot}: ${one} / ${other}`);
    }));
  }

  for (const caption of article.querySelectorAll("caption, figcaption")) {
    range.selectNodeContents(caption);
    const { right } = range.getBoundingClientRect();
    if (right > width + 1) found.push(`cut caption: ${start(caption.textContent)}`);
  }

  for (const box of article.querySelectorAll("*")) {
    if (box.scrollWidth <= box.clientWidth + 1 || box.clientWidth < 2) continue;
    const { overflowX, backgroundImage } = getComputedStyle(box);
    const name = `${box.tagName.toLowerCase()}.${box.className}: ${start(box.textContent)}`;
    if (/hidden|clip/.test(overflowX)) found.push(`out of reach: ${name}`);
    if (/auto|scroll/.test(overflowX) && backgroundImage === "none") found.push(`no hint: ${name}`);
  }

  const words = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const node = words.currentNode;
    if (node.parentElement.closest("svg, math, script, style")) continue;
    for (const word of node.data.matchAll(/[\\p{L}\\p{N}_]{2,}/gu)) {
      const before = node.data.slice(0, word.index).match(/\\S*$/)[0];
      const after = node.data.slice(word.index).match(/^\\S*/)[0];
      if (before.length + after.length > longest) continue;
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = [...range.getClientRects()].filter((line) => line.width > 0);
      if (lines.length > 1 && Math.abs(lines[0].top - lines.at(-1).top) > 4) found.push(`broken: ${word[0]}`);
    }
  }

  for (const row of article.querySelectorAll("tr")) {
    const box = row.getBoundingClientRect();
    if (box.height < high) continue;
    const [left, right] = [Math.max(0, box.left), Math.min(width, box.right)];
    let ink = 0;
    range.selectNodeContents(row);
    for (const line of range.getClientRects()) {
      const across = Math.min(line.right, right) - Math.max(line.left, left);
      if (across > 0 && line.height < 60) ink += across * line.height;
    }
    if (ink < written * (right - left) * box.height) found.push(`blank row: ${start(row.textContent)}`);
  }
  return [...new Set(found)];
}"""


def spoilt(page: Page) -> list[str]:
    """List what is spoilt on a page, everything unfolded, at each width of a phone."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        said = page.evaluate(LOOK, [width, HIGH, WRITTEN, LONGEST])
        found += [f"({width} px): {fault}" for fault in said]
    return found
