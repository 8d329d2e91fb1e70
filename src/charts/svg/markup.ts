/** SVG elements as strings: every attribute and text is escaped here, nowhere else. */
import { escapeXml } from "../text.js";

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Children are markup already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? round(value) : escapeXml(String(value))}"`)
    .join("");
  const content = children.filter((child) => child !== "").join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** Text content. */
export function escaped(text: string): string {
  return escapeXml(text);
}

/** A tenth of a pixel is enough, and keeps files small. */
export function round(value: number): string {
  return String(Math.round(value * 10) / 10 || 0);
}
