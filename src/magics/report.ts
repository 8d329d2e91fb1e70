/** %report: measures the baseline against the final variant once more, directly, and writes the evidence. */
import { option } from "../cells/option.js";
import { magicSpec } from "../cells/spec.js";
import type { Case } from "../model/case.js";
import type { Round } from "../model/measurement.js";
import type { MeasureOptions, Watch } from "../model/ports/engine.js";
import type { Language } from "../model/ports/language.js";
import type { Profile } from "../model/profile.js";
import { baselineOf, measurementAt } from "../model/record.js";
import {
  finalVariant,
  type ReportInput,
  reportHtml,
  reportJson,
  reportMarkdown,
  reportPr,
  reportSummaryView,
} from "../views/index.js";
import { countCase } from "./complexity.js";
import { forkError, interruptedError } from "./failure.js";
import { defineMagic, type MagicContext } from "./magic.js";
import { measuringOptions, toMeasureOptions } from "./measuring.js";
import { simultaneousOf } from "./simultaneous.js";
import { filesOfVariant } from "./variants/files.js";
import { formattedFiles, formattedSource } from "./variants/formatted.js";
import { measureStep, wasInterrupted } from "./variants/measure.js";

const FORMATS = ["html", "md", "json", "pr"] as const;
type Format = (typeof FORMATS)[number];

const WRITERS: Readonly<
  Record<Format, { readonly extension: string; readonly write: (input: ReportInput) => string }>
> = {
  html: { extension: ".html", write: reportHtml },
  md: { extension: ".md", write: reportMarkdown },
  json: { extension: ".json", write: reportJson },
  pr: { extension: ".pr.md", write: reportPr },
};

export const reportMagic = defineMagic({
  spec: magicSpec({
    name: "report",
    summary: "Measures the baseline against the final variant once more and writes the report",
    forms: ["line"],
    options: {
      out: option.text({
        help: "File to write, relative to the notebook; by default CASE.report.html",
        placeholder: "FILE",
      }),
      format: option.choices(FORMATS, {
        help: "Which formats to write",
        default: ["html"],
        defaultText: "html",
      }),
      ...measuringOptions,
    },
    examples: ["%report", "%report --out study.html --format html,md,json"],
  }),
  async run({ arguments: { options } }, context) {
    context.state.require();
    await context.work("report", async (watch) => {
      await measureDirectly(toMeasureOptions(options, context.defaults), context, watch);
      await countCase(context);
      const input = await reportInput(context.state.require(), {
        ...context,
        format: context.language.format,
      });
      const files: string[] = [];
      for (const format of options.format) {
        const { write } = WRITERS[format];
        files.push(await context.store.write(fileOf(options.out, format, input.record), write(input)));
      }
      return reportSummaryView({ record: input.record, files });
    });
  },
});

async function measureDirectly(options: MeasureOptions, context: MagicContext, watch: Watch): Promise<void> {
  const record = context.state.require();
  const [final, baseline] = [finalVariant(record), baselineOf(record)];
  if (final === null || baseline === undefined) return;
  const { parameters } = record.workload;
  const outcome = await measureStep(
    { variants: [final, baseline], parameters, options, keeps: "direct", costs: {} },
    context,
    watch,
  );
  if (wasInterrupted(outcome)) throw interruptedError("the report");
  if (outcome.failure !== null) throw forkError(outcome.failure);
}

/** Everything that a report shows, read from the store. */
export async function reportInput(
  record: Case,
  context: Pick<MagicContext, "store" | "plotly" | "notebook"> & {
    readonly now: () => Date;
    readonly format: Language["format"];
  },
): Promise<ReportInput> {
  const { store } = context;
  const profiles: Record<string, Profile> = {};
  for (const { file } of record.profiles) {
    const profile = await store.loadProfile(record.id, file);
    if (profile !== null) profiles[file] = profile;
  }
  const samples: Record<string, readonly Round[]> = {};
  for (const variant of record.variants) {
    const hash = measurementAt(variant, record.workload.parameters)?.samples;
    if (hash === undefined || samples[hash] !== undefined) continue;
    const rounds = await store.loadSamples(record.id, hash);
    if (rounds !== null) samples[hash] = rounds;
  }
  const files: Record<string, Readonly<Record<string, string>>> = {};
  const formatted: Record<string, string> = {};
  for (const variant of record.variants) {
    const texts = await filesOfVariant(variant, { store, id: record.id });
    files[variant.name] = await formattedFiles(texts, context.format);
    const source = await formattedSource(variant, context.format);
    if (source !== null) formatted[variant.name] = source;
  }
  const notebook = context.notebook ?? record.notebook;
  const parameters = Object.entries(record.workload.parameters).map(
    ([name, value]) => ` -p ${name}=${value}`,
  );
  return {
    record,
    profiles,
    files,
    formatted,
    samples,
    story: notebook === null ? null : await store.readNotebook(notebook),
    plotly: await context.plotly(),
    generated: context.now().toISOString(),
    simultaneous: await simultaneousOf(record, store),
    reproduce: { command: `npx benchbook run ${notebook ?? "NOTEBOOK.ipynb"}${parameters.join("")}` },
  };
}

function fileOf(out: string | undefined, format: Format, record: Case): string {
  const { extension } = WRITERS[format];
  if (out === undefined) return `${record.id}.report${extension}`;
  const base = out.replace(/(\.pr)?\.(html?|md|json)$/i, "");
  return `${base}${extension}`;
}
