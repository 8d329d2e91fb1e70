/** The record's charts: which rows, series and target lines each is drawn of. */
import type { Figure } from "../charts/figure.js";
import { gflopsFigure } from "../charts/figures/gflops.js";
import { progressFigure } from "../charts/figures/progress.js";
import { type RooflinePoint, rooflineFigure } from "../charts/figures/roofline.js";
import type { Row, RowStatus, TargetLine } from "../charts/figures/rows.js";
import { speedupFigure } from "../charts/figures/speedup.js";
import { timeFigure } from "../charts/figures/time.js";
import type { Case, TargetQuantity } from "../model/case.js";
import { hasInterval } from "../model/measurement.js";
import { baselineOf } from "../model/record.js";
import type { Roofline } from "../model/roofline.js";
import { forksChart } from "./evidence.js";
import { latencyChart } from "./latency-view.js";
import { isRefuted } from "./marks.js";
import { PEAK_NAMES, threadWords } from "./peak.js";
import { flopsRange } from "./rates.js";
import { sizeChart } from "./size-chart.js";
import { type Stage, stages } from "./summary.js";

export interface CaseChart {
  readonly id:
    | "progress"
    | "time"
    | "speedup"
    | "gflops"
    | "roofline"
    | "size-time"
    | "size-flops"
    | "latency"
    | "forks"
    | "rounds"
    | "samples"
    | "tuning";
  readonly figure: Figure;
  /** What it shows, in a sentence, for those who do not see it. */
  readonly alternative: string;
}

/** All charts that the record has data for. `only` limits them to some variants, by name. */
export function caseCharts(record: Case, only: readonly string[] | null = null): readonly CaseChart[] {
  const shown = stages(record).filter(
    (stage) => stage.measurement && (only === null || only.includes(stage.variant.name)),
  );
  if (shown.length === 0) return [];
  const charts: (CaseChart | null)[] = [
    shown.length < 2 ? null : progressChart(record, shown),
    timeChart(record, shown),
    speedupChart(record, shown),
    gflopsChart(record, shown),
    record.roofline && hasIntensity(shown) ? rooflineChart(record.roofline, shown) : null,
    latencyChart(record, counted(shown)),
    forksChart(shown),
    sizeChart(record, counted(shown), "time"),
    sizeChart(record, counted(shown), "flops"),
  ];
  return charts.filter((chart) => chart !== null);
}

export function timeChart(record: Case, shown: readonly Stage[]): CaseChart {
  return {
    id: "time",
    figure: timeFigure(timeRows(shown), targetLine(record, "time")),
    alternative: `Time per call of ${names(shown)}`,
  };
}

function progressChart(record: Case, shown: readonly Stage[]): CaseChart {
  return {
    id: "progress",
    figure: progressFigure(timeRows(shown), targetLine(record, "time")),
    alternative: `How the time per call went from ${names(shown)}`,
  };
}

function speedupChart(record: Case, shown: readonly Stage[]): CaseChart | null {
  const baseline = baselineOf(record);
  const compared = counted(shown).filter((stage) => stage.againstBaseline !== null);
  if (baseline === undefined || compared.length === 0) return null;
  const rows = compared.map((stage): Row => {
    const { estimate = 0, low = 0, high = 0, confidence = 0 } = stage.againstBaseline?.speedup ?? {};
    return {
      ...rowOf(stage),
      estimate,
      low: confidence > 0 ? low : null,
      high: confidence > 0 ? high : null,
    };
  });
  return {
    id: "speedup",
    figure: speedupFigure(rows, { baseline: baseline.name, target: targetLine(record, "speedup") }),
    alternative: `Speed-up over ${baseline.name} of ${names(compared)}`,
  };
}

function gflopsChart(record: Case, shown: readonly Stage[]): CaseChart | null {
  const rows = counted(shown).flatMap((stage): Row[] => {
    const range = flopsRange(stage.measurement);
    return range === null ? [] : [{ ...rowOf(stage), ...range }];
  });
  if (rows.length === 0) return null;
  return {
    id: "gflops",
    figure: gflopsFigure(rows, targetLine(record, "flops")),
    alternative: `Floating-point rate of ${names(shown)}`,
  };
}

/** Roofs of the threads that variants use, one where none uses more. */
export function rooflineChart(roofline: Roofline, shown: readonly Stage[]): CaseChart {
  const several = shown.some(({ measurement }) => measurement?.threads !== undefined);
  const fits = ({ threads }: { readonly threads: number }) => threads > 1 === several;
  const peaks = roofline.peaks.filter(fits);
  const points = counted(shown).flatMap((stage): RooflinePoint[] => {
    const range = flopsRange(stage.measurement);
    const { flops, bytes } = stage.measurement?.rates ?? {};
    if (range === null || flops === undefined || !bytes) return [];
    return [{ ...rowOf(stage), ...range, intensity: flops / bytes, parent: stage.variant.parent }];
  });
  return {
    id: "roofline",
    figure: rooflineFigure({
      peaks: peaks.map((peak) => ({ ...peak, label: PEAK_NAMES[peak.kind] })),
      bandwidths: roofline.bandwidths.filter(fits),
      points,
      threads: threadWords(peaks[0]?.threads ?? 1),
    }),
    alternative: `Roofs of the machine over arithmetic intensity${points.length === 0 ? "" : `, with ${names(shown)} below them`}`,
  };
}

function hasIntensity(shown: readonly Stage[]): boolean {
  return shown.some(({ measurement }) => measurement?.rates.flops && measurement.rates.bytes);
}

/** What computes something else has neither a speed-up nor a rate. */
function counted(shown: readonly Stage[]): readonly Stage[] {
  return shown.filter((stage) => !isRefuted(stage.marks));
}

function timeRows(shown: readonly Stage[]): Row[] {
  return shown.map((stage) => {
    const { estimate = 0, low = 0, high = 0 } = stage.measurement?.time ?? {};
    return { ...rowOf(stage), estimate, low, high };
  });
}

function rowOf(stage: Stage): Omit<Row, "estimate" | "low" | "high"> {
  const { variant, measurement } = stage;
  const range = measurement !== null && !hasInterval(measurement);
  return { name: variant.name, role: variant.role, status: statusOf(stage), range };
}

function statusOf({ marks }: Stage): RowStatus {
  if (isRefuted(marks)) return "failed";
  if (marks.includes("STALE")) return "stale";
  if (marks.includes("REJECTED")) return "rejected";
  return marks.includes("UNVERIFIED") ? "unverified" : "ok";
}

function targetLine(record: Case, quantity: TargetQuantity): TargetLine | null {
  const target = record.targets.find((one) => one.quantity === quantity);
  return target === undefined ? null : { value: target.bound, label: `target ${target.expression}` };
}

function names(shown: readonly Stage[]): string {
  return shown.map((stage) => stage.variant.name).join(", ");
}
