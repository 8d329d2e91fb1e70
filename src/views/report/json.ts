/** The report as data: the case file with its verdicts in words. */
import { finalVariant, headline, verdictLines } from "../summary.js";
import type { ReportInput } from "./input.js";

export function reportJson({ record, generated, reproduce, simultaneous }: ReportInput): string {
  const report = {
    format: "benchbook-report",
    version: 1,
    generated,
    headline: headline(record),
    verdicts: verdictLines(record),
    final: finalVariant(record)?.name ?? null,
    simultaneous: simultaneous ?? {},
    reproduce: reproduce.command,
    case: record,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
