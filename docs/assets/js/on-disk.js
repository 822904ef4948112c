/*
 * Opened from a disk, where no server gives the page of a folder: links name that page, there is no search, and what
 * is said there only (data-on-disk="shown") takes the place of what cannot work there (data-on-disk="hidden"),
 * in the table of contents too.
 */
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href]"))
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  for (const search of document.querySelectorAll(".md-search, [for=__search]")) search.hidden = true;
  for (const part of document.querySelectorAll("[data-on-disk]")) part.hidden = part.dataset.onDisk === "hidden";
  for (const link of document.querySelectorAll('.md-nav [href^="#"]'))
    link.parentElement.hidden = Boolean(document.getElementById(link.hash.slice(1))?.closest("[hidden]"));
}
