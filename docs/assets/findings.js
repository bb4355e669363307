/* The list of findings: filter and sort without a server. Without this script the whole list shows. */
(() => {
  "use strict";
  const form = document.querySelector("form.yu-filter");
  const table = document.querySelector("table.yu-filtered");
  if (!form || !table) return;

  const body = table.tBodies[0];
  const rows = [...body.rows];
  const names = ["disclosure", "severity", "code"];
  const count = form.querySelector("output");
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const texts = new Map(rows.map((row) => [row, folded(row.textContent)]));

  function filter() {
    const wanted = new FormData(form);
    const pieces = folded(wanted.get("text")).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = names.every((name) => !wanted.get(name) || row.dataset[name] === wanted.get(name));
      row.hidden = !(fits && pieces.every((piece) => texts.get(row).includes(piece)));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = count.dataset.shown.replace("{shown}", shown).replace("{total}", rows.length);
    if (location.protocol === "file:") return; // a page opened from a disk may not change its address
    const query = new URLSearchParams([...wanted].filter(([, value]) => value)).toString();
    history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash);
  }

  function number(text) {
    const value = Number.parseFloat(text.replace(/[,\s]/g, ""));
    return Number.isNaN(value) ? -1 : Math.abs(value);
  }

  /* Numbers by size, the largest first; severities by gravity, which is the order of the page; the rest as words. */
  function compare(column, isNumber) {
    const text = (row) => row.cells[column].textContent;
    if (isNumber) return (a, b) => number(text(b)) - number(text(a));
    if (column === 0) return (a, b) => rows.indexOf(a) - rows.indexOf(b);
    return (a, b) => text(a).localeCompare(text(b), document.documentElement.lang);
  }

  function sort(header) {
    const isNumber = header.classList.contains("n");
    const [first, second] = isNumber ? ["descending", "ascending"] : ["ascending", "descending"];
    const order = header.getAttribute("aria-sort") === first ? second : first;
    for (const other of header.parentNode.cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", order);
    const sorted = [...rows].sort(compare(header.cellIndex, isNumber));
    body.append(...(order === first ? sorted : sorted.reverse()));
  }

  for (const header of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.title = form.dataset.sortBy;
    button.addEventListener("click", () => sort(header));
    header.replaceChildren(button);
  }

  /* The address says what is shown, so that it can be passed on. */
  const asked = new URLSearchParams(location.search);
  for (const name of [...names, "text"]) {
    if (asked.has(name)) form.elements[name].value = asked.get(name);
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
  filter();
})();
