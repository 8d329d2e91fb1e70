/**
 * Markdown of a notebook's story to HTML that is safe to embed: raw HTML is shown as text, links go only to web and
 * mail addresses, and pictures only where they are in the document itself, since a report makes no request.
 */
import MarkdownIt from "markdown-it";
import { escapeHtml, type Html, trusted } from "./html.js";

export function renderMarkdown(markdown: string): Html {
  return trusted(renderer.render(markdown));
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
