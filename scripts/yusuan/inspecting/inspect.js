"use strict";
(() => {
  const told = JSON.parse(document.getElementById("told").textContent);
  const cells = [...document.querySelectorAll(".c")];
  const asked = cells.filter((cell) => cell.matches(".unkeyed, .asked, .flagged"));
  const panel = document.getElementById("panel");
  let pinned = null;

  const element = (name, text, css) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (css) made.className = css;
    return made;
  };

  function show(cell) {
    for (const other of document.querySelectorAll(".c.on")) other.classList.remove("on");
    cell.classList.add("on");
    const [text, mark, pairs, problems, findings] = told[cell.dataset.n];
    const list = document.createElement("dl");
    for (const [what, value] of pairs) list.append(element("dt", what), element("dd", value));
    const said = document.createElement("ul");
    const copy = (prefix) => (number) => {
      const line = document.getElementById(prefix + number);
      if (line) said.append(element("li", line.textContent));
    };
    problems.forEach(copy("problem-"));
    findings.forEach(copy("finding-"));
    panel.replaceChildren(element("h2", text || "—"), element("p", mark), list, said);
  }

  function pin(cell, scrolls) {
    pinned = cell;
    show(cell);
    cell.focus({ preventScroll: !scrolls });
    if (scrolls) cell.scrollIntoView({ block: "center", inline: "center" });
  }

  const step = (list, from, by) => {
    if (!list.length) return;
    const at = list.indexOf(from);
    pin(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length], true);
  };

  function nextAsked(from, by) {
    if (from && asked.includes(from)) return step(asked, from, by);
    const after = from ? cells.indexOf(from) : -1;
    const order = by > 0 ? asked : [...asked].reverse();
    const next = order.find((cell) => (by > 0 ? cells.indexOf(cell) > after : cells.indexOf(cell) < after));
    if (next || order.length) pin(next || order[0], true);
  }

  function beside(from, by) {
    const box = from.getBoundingClientRect();
    const near = cells.filter((cell) => {
      const other = cell.getBoundingClientRect();
      const below = by > 0 ? other.top >= box.bottom - 2 : other.bottom <= box.top + 2;
      return below && other.left < box.right - 1 && other.right > box.left + 1;
    });
    if (near.length) pin(by > 0 ? near[0] : near[near.length - 1], true);
  }

  document.addEventListener("mouseover", (event) => {
    const cell = event.target.closest(".c");
    if (cell && !pinned) show(cell);
  });
  document.addEventListener("click", (event) => {
    const cell = event.target.closest(".c");
    if (!cell) return;
    event.preventDefault();
    if (cell === pinned) pinned = null;
    else pin(cell, false);
  });
  document.addEventListener("focusin", (event) => {
    const cell = event.target.closest(".c");
    if (cell) show(cell);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = document.activeElement.closest(".c") || pinned;
    const keys = {
      ArrowRight: () => here && step(cells, here, 1),
      ArrowLeft: () => here && step(cells, here, -1),
      ArrowDown: () => here && beside(here, 1),
      ArrowUp: () => here && beside(here, -1),
      n: () => nextAsked(here, 1),
      p: () => nextAsked(here, -1),
      Escape: () => { pinned = null; },
    };
    const does = keys[event.key];
    if (!does || (event.key.startsWith("Arrow") && !here)) return;
    event.preventDefault();
    does();
  });
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = target && target.closest("details");
    if (closed) closed.open = true;
    if (target && target.matches(".c")) pin(target, true);
  }
  window.addEventListener("hashchange", follow);
  follow();
})();
