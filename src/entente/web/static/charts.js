/* On a narrow page the filter folds, so that what it finds comes first, and timelines show what led up to today. In a network or a map the state or tie under the pointer or the focus stands out with what it is tied to. Arrow keys go from state to state. */
"use strict";
(() => {
  const fold = document.querySelector("details.fold");
  if (fold && matchMedia("(max-width: 40rem)").matches) fold.open = false;
  for (const lanes of document.querySelectorAll(".scroll > .lanes")) lanes.parentElement.scrollLeft = lanes.scrollWidth * (lanes.dataset.now || 100) / 100 - lanes.parentElement.clientWidth * (lanes.dataset.now ? 0.7 : 0);
  for (const chart of document.querySelectorAll("svg.net, svg.world")) {
    const ties = [...chart.querySelectorAll("[data-ends]")];
    const nodes = [...chart.querySelectorAll("[data-state]")];
    const sheet = chart.closest(".sheet");
    const main = nodes.at(-1);
    if (sheet && main) sheet.scrollLeft = main.querySelector(".disc").getBoundingClientRect().x - sheet.getBoundingClientRect().x - sheet.clientWidth / 2;
    const light = (target) => {
      const tie = target && target.closest("[data-ends]");
      const node = target && target.closest("[data-state]");
      const near = new Set(tie ? tie.dataset.ends.split(" ") : node ? [node.dataset.state] : []);
      const mine = (each) => tie ? each === tie : near.has(each.dataset.ends.split(" ")[0]) || near.has(each.dataset.ends.split(" ")[1]);
      const lit = near.size ? ties.filter(mine) : [];
      const ends = new Set([...near, ...lit.flatMap((each) => each.dataset.ends.split(" "))]);
      chart.classList.toggle("lit", near.size > 0);
      for (const each of ties) each.classList.toggle("near", lit.includes(each));
      for (const each of nodes) each.classList.toggle("near", ends.has(each.dataset.state));
    };
    for (const kind of ["pointerover", "focusin"]) chart.addEventListener(kind, (event) => light(event.target));
    for (const kind of ["pointerleave", "focusout"]) chart.addEventListener(kind, () => light(null));
    chart.addEventListener("keydown", (event) => {
      const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
      const from = event.target.closest("[data-state]");
      if (!step || !from) return;
      event.preventDefault();
      const place = (node) => { const box = node.querySelector(".disc").getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
      const [x, y] = place(from);
      const cost = (node) => {
        const [dx, dy] = [place(node)[0] - x, place(node)[1] - y];
        const ahead = dx * step[0] + dy * step[1];
        return ahead > 1 ? ahead + 2.5 * Math.abs(dx * step[1] + dy * step[0]) : Infinity;
      };
      const [next] = nodes.filter((node) => cost(node) < Infinity).sort((a, b) => cost(a) - cost(b));
      if (next) next.focus();
    });
  }
})();
