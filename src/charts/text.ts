/** Text in charts: plotly's markup, XML, and widths guessed without a browser. */

/** A user's text as plotly shows it literally: no tags, no links, no formulas. */
export function plotlyText(text: string): string {
  // Plotly decodes no &quot;, and needs none.
  return text
    .replace(FORBIDDEN, "\uFFFD")
    .replace(/[&<>]/g, (character) => ESCAPES[character] ?? character)
    .replaceAll("$", "&#36;")
    .replace(/\s+/g, " ");
}

const LONGEST_NAME = 32;

/** A user's name as a label beside an axis: plotly would give a long one all the room. */
export function labelText(name: string): string {
  const characters = Array.from(name);
  return plotlyText(
    characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME - 1).join("")}…` : name,
  );
}

/** The lines of a text in a figure, as plain text. */
export function plainLines(text: string): string[] {
  return text
    .split("<br>")
    .map((line) => line.replace(/&(amp|lt|gt|#36);/g, (_, name) => ENTITIES[name] ?? ""));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", "#36": "$" };

/** For element content and attributes; characters that XML forbids become the replacement character. */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, "\uFFFD")
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

// https://www.w3.org/TR/xml/#charsets; lone surrogates cannot be written as UTF-8.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** px, on the generous side: what a wide sans-serif (DejaVu Sans, Verdana) needs. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += characterWidth(character);
  return ems * size;
}

function characterWidth(character: string): number {
  if (/[iljI.,:;'|!()[\] ]/.test(character)) return 0.36;
  if (/[frt/\\-]/.test(character)) return 0.42;
  if (/[mwMW@%]/.test(character)) return 0.95;
  if (/[A-Z]/.test(character)) return 0.7;
  return character > "\u2E7F" ? 1.1 : 0.62;
}

/** The longest beginning that fits, with an ellipsis. */
export function truncate(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && textWidth(`${characters.join("")}…`, size) > width) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}
