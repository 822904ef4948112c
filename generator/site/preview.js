/* Asks the preview what is new: shows the page again, or what is wrong with it. */
(() => {
  "use strict";

  const panel = document.createElement("pre");
  panel.id = "preview-message";
  panel.setAttribute("role", "status");
  const style = {
    position: "fixed", inset: "auto 0 0 0", zIndex: 100, boxSizing: "border-box", margin: 0, padding: "1rem 1.5rem",
    maxHeight: "50vh", overflow: "auto", whiteSpace: "pre-wrap", color: "#fff", font: "14px/1.5 monospace",
  };
  Object.assign(panel.style, style);

  const show = ({ error, notice }) => {
    panel.textContent = error || notice;
    panel.style.background = error ? "#8c1d1d" : "#0d5165";
    if (panel.textContent) document.body.append(panel);
    else panel.remove();
  };

  const ask = async (since) => {
    const answer = await fetch(`/_preview/state?since=${since}`);
    return answer.json();
  };

  const follow = async () => {
    let state = await ask(-1);
    const { pages } = state;
    for (;;) {
      show(state);
      try {
        state = await ask(state.since);
      } catch {
        await new Promise((wake) => setTimeout(wake, 1000));
      }
      if (state.pages !== pages) return location.reload();
    }
  };

  follow();
})();
