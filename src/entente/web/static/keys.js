/* Keys: "/" goes to the search, "j" and "k" to the next and the last line, "e" opens its evidence, "?" explains. Alt+Shift+K switches them off. */
"use strict";
(() => {
  const OFF = "entente-keys-off";
  const lines = () => [...document.querySelectorAll("[data-line]")];
  let at = -1;
  const go = (step) => {
    const all = lines();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, at + step));
    const link = all[at].querySelector("a") || all[at];
    link.focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "nearest" });
  };
  const keys = {
    "/": () => { const field = document.getElementById("q"); if (field) { field.focus(); field.select(); } },
    j: () => go(1),
    k: () => go(-1),
    e: () => { const line = lines()[at], link = line && (line.querySelector("[data-evidence]") || line.querySelector("a")); if (link) link.click(); },
    "?": () => { const link = document.getElementById("help-link"); if (link) link.click(); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.altKey && event.shiftKey && event.key.toLowerCase() === "k") {
      if (localStorage.getItem(OFF)) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1");
      return;
    }
    const inField = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (inField || event.altKey || event.ctrlKey || event.metaKey || localStorage.getItem(OFF)) return;
    const named = /^[a-z]$/.test(event.key) ? document.querySelector(`[data-key="${event.key}"]`) : null;
    const act = named ? () => named.click() : keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
