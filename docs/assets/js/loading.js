/* What a page shows on demand only is in a script of its own, which calls received(…): a folder opened as it is gives it too. */
(function () {
  "use strict";

  const contents = new Map();
  const asked = new Map();

  window.received = (content) => contents.set(document.currentScript.src, content);

  // Load a file once; another try is made if it failed.
  window.loaded = function (address) {
    if (!asked.has(address)) {
      const script = document.createElement("script");
      script.src = address;
      asked.set(
        address,
        new Promise((resolve, reject) => {
          script.onload = () => resolve(contents.get(script.src));
          script.onerror = () => {
            asked.delete(address);
            reject(new Error(address));
          };
        }),
      );
      document.head.append(script);
    }
    return asked.get(address);
  };
})();
