/**
 * Markdown of a notebook's story to HTML that is safe to embed: raw HTML is shown as text, links go only to web and
 * mail addresses, and pictures only where they are in the document itself, since a report makes no request.
 */
import MarkdownIt from "markdown-it";
import { escapeHtml, type Html, trusted } from "./html.js";

/** `shift` moves headings down, so that a story's `#` stands below the page's own headings. */
export function renderMarkdown(markdown: string, shift = 0): Html {
  return trusted(renderer.render(markdown, { shift }));
}

const renderer = new MarkdownIt({ html: false, linkify: false, typographer: false });

const isSafeLink = (url: string) => /^(https?:|mailto:|#)/i.test(url.trim());
const isEmbeddedPicture = (url: string) =>
  /^data:image\/(png|jpeg|gif|webp);base64,[a-z0-9+/=]+$/i.test(url.trim());

renderer.validateLink = (url) => isSafeLink(url) || isEmbeddedPicture(url);

renderer.renderer.rules.image = (tokens, index) => {
  const token = tokens[index];
  const source = String(token?.attrGet("src") ?? "");
  const words = escapeHtml(token?.content ?? "");
  if (isEmbeddedPicture(source)) return `<img src="${escapeHtml(source)}" alt="${words}">`;
  return `<a href="${escapeHtml(source)}" rel="noopener noreferrer">${words || escapeHtml(source)}</a>`;
};

renderer.renderer.rules.link_open = (tokens, index, options, _environment, self) => {
  const token = tokens[index];
  // A link to embedded data would navigate away from the page to something that is no page.
  if (!isSafeLink(String(token?.attrGet("href") ?? ""))) token?.attrSet("href", "#");
  token?.attrSet("rel", "noopener noreferrer");
  return self.renderToken(tokens, index, options);
};

renderer.renderer.rules.heading_open = (tokens, index, _options, environment: unknown) =>
  `<${shifted(tokens[index]?.tag, environment)}>`;
renderer.renderer.rules.heading_close = (tokens, index, _options, environment: unknown) =>
  `</${shifted(tokens[index]?.tag, environment)}>\n`;

function shifted(tag: string | undefined, environment: unknown): string {
  const shift =
    typeof environment === "object" && environment !== null && "shift" in environment
      ? Number(environment.shift)
      : 0;
  return `h${Math.min(6, Number((tag ?? "h2").slice(1)) + shift)}`;
}
