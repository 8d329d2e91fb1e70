/**
 * The look of notebook outputs, all inline: an untrusted JupyterLab strips `<style>`, classes get no rules there, and
 * its sanitiser knows only plain properties and hex or named colours. Colours are chosen to be legible on white and
 * on black, so that no theme needs to be known.
 */
import { type Html, html, trusted } from "./html.js";
import type { Mark } from "./marks.js";

/** Mid tones of the Okabe and Ito palette, which colour-blind readers can tell apart. */
export const TONES = {
  good: "#0a9373",
  bad: "#d5482b",
  doubt: "#b07d00",
  accent: "#3b82c4",
  muted: "#7d8590",
} as const;

export type Tone = keyof typeof TONES;

const SANS = "font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif";
const MONO = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace";
const RULE = "1px solid #88888844";

/** The frame of one output. */
export function panel(...children: readonly (Html | null | false)[]): Html {
  return html`<div class="benchbook" style="${trusted(SANS)};font-size:14px;line-height:1.5;max-width:860px">${[...children]}</div>`;
}

/** The first line of an output: what was found. */
export function lead(text: Html | string, tone: Tone | null = null): Html {
  const edge = tone === null ? "#88888866" : TONES[tone];
  return html`<p style="margin:2px 0 10px 0;padding:2px 0 2px 12px;border-left:4px solid ${edge};font-size:16px;font-weight:600">${text}</p>`;
}

export function note(text: Html | string): Html {
  return html`<p style="margin:4px 0;color:${TONES.muted};font-size:13px">${text}</p>`;
}

export function paragraph(text: Html | string): Html {
  return html`<p style="margin:4px 0">${text}</p>`;
}

export function badge(text: string, tone: Tone): Html {
  return html` <span style="display:inline-block;padding:0 6px;border:1px solid ${TONES[tone]};border-radius:4px;color:${TONES[tone]};font-size:11px;font-weight:600;line-height:17px;white-space:nowrap">${text}</span>`;
}

export function markBadges(marks: readonly Mark[]): Html {
  return html`${marks.map((mark) => badge(mark, MARK_TONES[mark]))}`;
}

export function code(text: string): Html {
  return html`<code style="${trusted(MONO)};font-size:12px">${text}</code>`;
}

/** What stands between backticks as code. */
export function inlineCode(text: string): Html {
  return html`${text.split(/`([^`]+)`/).map((part, at) => (at % 2 === 1 ? code(part) : html`${part}`))}`;
}

export function codeBlock(content: Html | string): Html {
  return html`<pre style="${trusted(MONO)};font-size:12px;line-height:1.5;margin:6px 0;padding:8px 10px;border:${RULE};border-radius:6px;overflow:auto;white-space:pre">${content}</pre>`;
}

export interface Column {
  readonly title: string;
  readonly right?: boolean;
  /** Stays on one line. */
  readonly keep?: boolean;
}

/** A table with thin rules; figures stand to the right. */
export function table(columns: readonly Column[], rows: readonly (readonly (Html | string)[])[]): Html {
  const place = (index: number) => (columns[index]?.right ? "right" : "left");
  const head = columns.map(
    (column, index) =>
      html`<th style="padding:3px 12px 3px 0;text-align:${place(index)};font-weight:600;font-size:12px;color:${TONES.muted};border-bottom:${RULE};white-space:nowrap">${column.title}</th>`,
  );
  const body = rows.map(
    (row) =>
      html`<tr>${row.map(
        (cell, index) =>
          html`<td style="padding:3px 12px 3px 0;text-align:${place(index)};border-bottom:${RULE};vertical-align:top${columns[index]?.right || columns[index]?.keep ? ";white-space:nowrap" : ""}">${cell}</td>`,
      )}</tr>`,
  );
  return html`<table style="border-collapse:collapse;margin:6px 0;font-size:13px"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Label and value pairs in one row: `time 55.3 ms · rate 2.41 GFLOPS`. */
export function figures(pairs: readonly (readonly [label: string, value: string])[]): Html {
  return html`<p style="margin:6px 0">${pairs.map(
    ([label, value]) =>
      html`<span style="display:inline-block;margin-right:22px;margin-bottom:4px"><span style="display:block;font-size:11px;color:${TONES.muted}">${label}</span><span style="font-size:15px;font-weight:600">${value}</span></span>`,
  )}</p>`;
}

/** A static picture that stands also where scripts and `svg` are stripped. */
export function picture(svg: string, alternative: string, mark: "data-benchbook-chart" | null = null): Html {
  const data = Buffer.from(svg, "utf8").toString("base64");
  return html`<img${mark === null ? null : trusted(` ${mark}=""`)} src="data:image/svg+xml;base64,${data}" alt="${alternative}" style="max-width:100%;height:auto">`;
}

export function toneOfVerdict(verdict: string): Tone {
  if (verdict === "faster" || verdict === "met" || verdict === "verified" || verdict === "same")
    return "good";
  if (verdict === "slower" || verdict === "missed" || verdict === "failed" || verdict === "different")
    return "bad";
  return "doubt";
}

const MARK_TONES: Readonly<Record<Mark, Tone>> = {
  "WRONG RESULT": "bad",
  "FAILED CHECK": "bad",
  UNVERIFIED: "doubt",
  STALE: "doubt",
  REJECTED: "muted",
  INTERRUPTED: "doubt",
};

/** Text in which an option keeps to one line: `--rounds 24`. */
export function withOptions(text: string): Html {
  return html`${text
    .split(/(--[a-z-]+(?: [\d.]+)?)/)
    .map((part, index) => (index % 2 === 1 ? html`<span style="white-space:nowrap">${part}</span>` : part))}`;
}
