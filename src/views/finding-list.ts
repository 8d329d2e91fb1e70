/** Findings under a result: doubts that the reader must see before using the number. */
import type { Case } from "../model/case.js";
import type { Finding } from "../model/finding.js";
import { sameParameters } from "../model/record.js";
import { findingLine, findingWords } from "./findings.js";
import { type Html, html } from "./html.js";
import { badge, note, withOptions } from "./look.js";

/** What was found of a variant at the workload's parameters. */
export function findingsOf(record: Case, variant: string): readonly Finding[] {
  return record.findings.filter(
    (one) => one.variant === variant && sameParameters(one.parameters, record.workload.parameters),
  );
}

export function findingsHtml(findings: readonly Finding[]): Html {
  return html`${findings.map((finding) => {
    const { sentence, meaning, advice } = findingWords(finding);
    return note(html`${badge(finding.code, "doubt")} ${sentence} ${meaning} <b>${withOptions(advice)}</b>`);
  })}`;
}

export function findingsText(findings: readonly Finding[]): string {
  return findings.map((finding) => `finding ${findingLine(finding)}`).join("\n");
}
