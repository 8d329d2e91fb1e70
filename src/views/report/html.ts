/** The report as one HTML page. */

import { html } from "../html.js";
import { headline } from "../summary.js";
import type { ReportInput } from "./input.js";

export function reportHtml(input: ReportInput): string {
  return html`<!doctype html><title>${input.record.title}</title><p>${headline(input.record)}</p>`.html;
}
