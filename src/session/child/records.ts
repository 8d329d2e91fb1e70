/** Arrays of records as an HTML table. */
import { types } from "node:util";
import * as own from "./own.js";
import { plain } from "./plain.js";

const ROWS = 50;
const COLUMNS = 30;
const CELL = 200;

export type Records = readonly Readonly<Record<string, unknown>>[];

/** A non-empty array of plain objects that have a field. Proxies are left alone: looking at them runs code. */
export function isRecords(value: unknown): value is Records {
  return (
    own.Array.isArray(value) &&
    !types.isProxy(value) &&
    value.length > 0 &&
    value.slice(0, ROWS).every(isRecord) &&
    columnsOf(value).length > 0
  );
}

export function recordTable(records: Records): string {
  const columns = columnsOf(records);
  const shown = columns.slice(0, COLUMNS);
  const head = shown.map((column) => `<th>${escapeHtml(column)}</th>`).join("");
  const rows = records
    .slice(0, ROWS)
    .map(
      (record, index) =>
        `<tr><th>${index}</th>${shown.map((column) => tableCell(fieldOf(record, column))).join("")}</tr>`,
    );
  const notes = [
    ...(records.length > ROWS ? [`${records.length - ROWS} more rows`] : []),
    ...(columns.length > COLUMNS ? [`${columns.length - COLUMNS} more columns`] : []),
  ];
  return [
    `<table><thead><tr><th></th>${head}</tr></thead>`,
    `<tbody>${rows.join("\n")}</tbody></table>`,
    ...(notes.length > 0 ? [`<p>… ${notes.join(", ")}</p>`] : []),
  ].join("\n");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  const prototype = own.Object.getPrototypeOf(value);
  return prototype === null || own.Object.getPrototypeOf(prototype) === null;
}

function columnsOf(records: Records): readonly string[] {
  const columns = new own.Set<string>();
  for (const record of records.slice(0, ROWS)) for (const key of own.Object.keys(record)) columns.add(key);
  return [...columns];
}

/** Without running getters. */
function fieldOf(record: Readonly<Record<string, unknown>>, column: string): unknown {
  const property = own.Reflect.getOwnPropertyDescriptor(record, column);
  return property && !("value" in property) ? "[getter]" : property?.value;
}

function tableCell(value: unknown): string {
  if (value === undefined) return "<td></td>";
  const text = typeof value === "string" ? value : plain(value);
  const shown = text.length > CELL ? `${text.slice(0, CELL)}…` : text;
  const align = typeof value === "number" || typeof value === "bigint" ? ' style="text-align:right"' : "";
  return `<td${align}>${escapeHtml(shown)}</td>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
