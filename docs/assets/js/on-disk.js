/* Opened from a disk, where no server gives the page of a folder: links name that page, and there is no search. */
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href]"))
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  for (const search of document.querySelectorAll(".md-search, [for=__search]")) search.hidden = true;
}
