/** Findings in the report: doubts about numbers, beside what they concern. */
import type { Finding } from "../../model/finding.js";
import { parametersText } from "../facts.js";
import { findingWords } from "../findings.js";
import { type Html, html, NOTHING } from "../html.js";
import { withOptions } from "../look.js";

export function findingItems(findings: readonly Finding[]): Html {
  if (findings.length === 0) return NOTHING;
  return html`<ul class="findings">${findings.map(item)}</ul>`;
}

export function findingsSection(findings: readonly Finding[]): Html {
  if (findings.length === 0) return html`<p>None of the checks on the measurements raised a doubt.</p>`;
  return html`<p>Doubts about numbers, raised by checks on the measurements themselves:</p><ul class="findings">${findings.map(
    (finding) => html`${item(finding, true)}`,
  )}</ul>`;
}

function item(finding: Finding, where: boolean | number = false): Html {
  const { sentence, meaning, advice } = findingWords(finding);
  const at =
    where === true ? html` <span class="interval">(${parametersText(finding.parameters)})</span>` : null;
  return html`<li><span class="mark doubt">${finding.code}</span> <b>${sentence}</b>${at} ${meaning} ${withOptions(advice)}</li>`;
}
