/* A link to a row or a cell: what it names is shown, also in a closed box, in a table that scrolls, and after charts
 * that are drawn above it have moved it. */

function show(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || !location.hash || !target.closest("details, table, article")) return;
  for (let box = target.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
  target.scrollIntoView({ block: "center", inline: "nearest" });
}

/** Show what the address names, now (once what is drawn first is drawn) and whenever it changes. */
export function startTargets(): void {
  requestAnimationFrame(() => requestAnimationFrame(show));
  addEventListener("hashchange", show);
}
