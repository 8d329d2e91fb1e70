/** A recorded case as a report: gathers what the views need, and renders one format. */
import type { Case } from "../model/case.js";
import type { Store } from "../model/ports/store.js";
import type { Profile } from "../model/profile.js";
import { loadPlotlyAsset } from "../store/plotly-asset.js";
import { reportHtml } from "../views/report/html.js";
import type { ReportInput } from "../views/report/input.js";
import { reportJson } from "../views/report/json.js";
import { reportMarkdown } from "../views/report/markdown.js";
import { reportPr } from "../views/report/pr.js";

export type ReportFormat = "html" | "md" | "json" | "pr";

export const REPORT_FORMATS: readonly ReportFormat[] = ["html", "md", "json", "pr"];

export async function renderReport(format: ReportFormat, record: Case, store: Store): Promise<string> {
  const input = await gather(record, store, format === "html");
  switch (format) {
    case "html":
      return reportHtml(input);
    case "md":
      return reportMarkdown(input);
    case "json":
      return reportJson(input);
    case "pr":
      return reportPr(input);
  }
}

async function gather(record: Case, store: Store, interactive: boolean): Promise<ReportInput> {
  const [profiles, story, plotly] = await Promise.all([
    loadProfiles(record, store),
    record.notebook === null ? null : store.readNotebook(record.notebook),
    interactive ? loadPlotlyAsset() : null,
  ]);
  const generated = new Date().toISOString();
  return { record, profiles, story, plotly, generated, reproduce: { command: reproduceCommand(record) } };
}

/** A profile whose file is gone is left out: the record keeps its heaviest lines. */
async function loadProfiles(record: Case, store: Store): Promise<Record<string, Profile>> {
  const files = record.profiles.map(({ file }) => file);
  const loaded = await Promise.all(
    files.map(async (file) => [file, await store.loadProfile(record.id, file)] as const),
  );
  return Object.fromEntries(loaded.filter((entry): entry is readonly [string, Profile] => entry[1] !== null));
}

/** `benchbook run matmul.ipynb -p n=256 -p seed=1`: the same parameters, whatever the notebook says by then. */
function reproduceCommand({ notebook, workload }: Case): string {
  const parameters = Object.entries(workload.parameters).map(
    ([name, value]) => `-p ${shellWord(`${name}=${value}`)}`,
  );
  return ["npx benchbook run", shellWord(notebook ?? "NOTEBOOK.ipynb"), ...parameters].join(" ");
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
