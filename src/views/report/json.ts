/** The report as data: the case file as it is recorded, with its verdicts in words under `report`. */
import { finalVariant, headline, verdictLines } from "../summary.js";
import type { ReportInput } from "./input.js";

export function reportJson({ record, generated, reproduce, simultaneous }: ReportInput): string {
  const report = {
    generated,
    headline: headline(record),
    verdicts: verdictLines(record),
    final: finalVariant(record)?.name ?? null,
    simultaneous: simultaneous ?? {},
    reproduce: reproduce.command,
  };
  return `${JSON.stringify({ ...record, report }, null, 2)}\n`;
}
