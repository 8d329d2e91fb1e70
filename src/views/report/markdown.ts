import { headline } from "../summary.js";
import type { ReportInput } from "./input.js";

export function reportMarkdown({ record }: ReportInput): string {
  return `# ${record.title}\n\n${headline(record)}\n`;
}
