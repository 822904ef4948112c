/* What Material's other scripts ask to keep the choices of a visitor, by address of the site. */
var __md_scope = new URL(document.currentScript.dataset.base, location);

var __md_hash = (text) => [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0);

var __md_get = (key, storage = localStorage, scope = __md_scope) =>
  JSON.parse(storage.getItem(scope.pathname + "." + key));

var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // Storage is full or refused: the choice is not kept.
  }
};
