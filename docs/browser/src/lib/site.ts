/* Where the page stands: its language and the address of the site's root, which may be a folder of another site. */

export type Language = "zh" | "en";

/** The language of the page. */
export function pageLanguage(): Language {
  return document.documentElement.lang.startsWith("en") ? "en" : "zh";
}

/** A file of the site by its path from the root; scripts stand in assets/browser/. */
export function siteFile(path: string): string {
  return new URL(`../../${path}`, import.meta.url).href;
}

/** A page of the site in the language of the reader, by its path from the root of that language. */
export function sitePage(path: string, language: Language): string {
  return siteFile(language === "zh" ? path : `en/${path}`);
}

/** A file of the site as JSON. Throws an Error that says what could not be loaded. */
export async function loadJson<T>(path: string): Promise<T> {
  const answer = await fetch(siteFile(path));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** Text for searching: the same for full and half width, upper and lower case. */
export function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** Put the state of the page into its address, without a new entry in the history, and into the links to the same page
    in other languages. Empty values are left out. */
export function writeAddress(state: Iterable<readonly [string, string]>): void {
  const address = addressOf(state);
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a.md-select__link[hreflang]")) {
    link.search = address.startsWith("?") ? address : "";
  }
  if (location.protocol === "file:") return; // a page opened from a disk may not change its address
  history.replaceState(null, "", address + location.hash);
}

/** The address of this page in another state, relative to the page. */
export function addressOf(state: Iterable<readonly [string, string]>): string {
  const query = [...state]
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")}`);
  return query.length ? `?${query.join("&")}` : location.pathname;
}
