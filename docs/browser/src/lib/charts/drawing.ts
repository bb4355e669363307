/* Small pieces of SVG: elements, texts that fit their place, a tip at the pointer. */

const SVG = "http://www.w3.org/2000/svg";

type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element with its attributes and children. */
export function svg(name: string, attributes: Attributes = {}, children: readonly (Node | string)[] = []): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** An HTML element with a class and children. */
export function html<K extends keyof HTMLElementTagNameMap>(
  name: K,
  css = "",
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (css) made.className = css;
  made.append(...children);
  return made;
}

const canvas = document.createElement("canvas").getContext("2d");
let family = "";

/** The width of a text in pixels at a size in pixels. */
export function textWidth(text: string, size: number): number {
  if (!canvas) return text.length * size * 0.6;
  family ||= getComputedStyle(document.body).fontFamily;
  canvas.font = `${size}px ${family}`;
  return canvas.measureText(text).width;
}

/** A text cut to a width, with an ellipsis where it was cut; "" where not even two letters fit. */
export function fitted(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  let kept = text;
  while (kept && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1);
  return kept.trimEnd().length > 1 ? `${kept.trimEnd()}…` : "";
}

/** A text in lines of a width, the last one cut where there are too many: Chinese breaks anywhere, English at spaces. */
export function wrapped(text: string, width: number, size: number, most: number): string[] {
  const pieces = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const [place, piece] of pieces.entries()) {
    if (line && textWidth((line + piece).trimEnd(), size) > width) {
      if (lines.length + 1 === most) return [...lines, fitted(line + pieces.slice(place).join(""), width, size)];
      lines.push(line.trimEnd());
      line = piece;
    } else line += piece;
  }
  lines.push(fitted(line.trimEnd(), width, size));
  return lines;
}

/** The colour of the n-th class: a name of the style sheet, which knows light, dark and print. */
export function colour(place: number): string {
  return `var(--yu-c${(place % 8) + 1})`;
}

let tip: HTMLElement | undefined;

/** Show lines of text at the pointer while it is over an element. */
export function tipped(element: Element, lines: readonly string[]): void {
  const place = (event: PointerEvent): void => {
    tip ??= document.body.appendChild(html("div", "yu-tip"));
    tip.setAttribute("aria-hidden", "true");
    tip.replaceChildren(...lines.filter(Boolean).map((line, n) => html(n ? "span" : "b", "", [line])));
    tip.hidden = false;
    const right = event.clientX + 14 + tip.offsetWidth > document.documentElement.clientWidth;
    tip.style.left = `${Math.max(4, right ? event.clientX - tip.offsetWidth - 14 : event.clientX + 14)}px`;
    tip.style.top = `${Math.max(4, event.clientY - tip.offsetHeight - 10)}px`;
  };
  element.addEventListener("pointermove", place as EventListener);
  element.addEventListener("pointerdown", place as EventListener);
  element.addEventListener("pointerleave", () => {
    if (tip) tip.hidden = true;
  });
}

/** Draw soon, and again whenever the width of a place changes: each in a turn of its own, so that the page answers
 * between two charts. */
export function drawnToFit(place: HTMLElement, draw: (width: number) => void): void {
  let last = 0;
  new ResizeObserver(() => {
    const width = Math.floor(place.clientWidth);
    if (width === 0 || width === last) return;
    last = width;
    setTimeout(() => width === last && draw(width));
  }).observe(place);
}
