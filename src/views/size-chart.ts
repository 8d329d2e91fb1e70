/** The record over its sweep: times with their fitted laws, or rates. */
import { type SizeLaw, type SizeSeries, sizeFigure } from "../charts/figures/size.js";
import type { Case, Variant } from "../model/case.js";
import { hasInterval } from "../model/measurement.js";
import { growthAt } from "../stats/growth.js";
import type { CaseChart } from "./case-charts.js";

import { growthsOf, lawLabel, measurementsOver, sweptParameters } from "./growth.js";
import { flopsRange } from "./rates.js";
import type { Stage } from "./summary.js";

/** A chart over the swept parameter: the first one that has several values. */
export function sizeChart(
  record: Case,
  shown: readonly Stage[],
  quantity: "time" | "flops",
): CaseChart | null {
  const [parameter] = sweptParameters(record);
  if (parameter === undefined) return null;
  const series = shown
    .map((stage) => seriesOf(record, stage, parameter, quantity))
    .filter((one) => one.points.length > 1);
  if (series.length === 0) return null;
  const laws = series.flatMap(({ name, law }) => (law ? [`${name} as ${law.label}`] : []));
  const grows = laws.length === 0 ? "" : `; growing: ${laws.join(", ")}`;
  return {
    id: quantity === "time" ? "size-time" : "size-flops",
    figure: sizeFigure({ series, parameter, quantity }),
    alternative: `${quantity === "time" ? "Time" : "Floating-point rate"} over ${parameter} of ${series.map((one) => one.name).join(", ")}${grows}`,
  };
}

function seriesOf(
  record: Case,
  { variant }: Stage,
  parameter: string,
  quantity: "time" | "flops",
): SizeSeries {
  const points = measurementsOver(record, variant, parameter).flatMap(({ size, measurement }) => {
    const range = quantity === "flops" ? flopsRange(measurement) : measurement.time;
    if (range === null) return [];
    const { estimate, low, high } = range;
    return [{ size, estimate, low, high, range: !hasInterval(measurement) }];
  });
  const law = quantity === "time" ? lawOf(record, variant, parameter) : null;
  return { name: variant.name, points, ...(law === null ? {} : { law }) };
}

const CURVE_POINTS = 24;

function lawOf(record: Case, variant: Variant, parameter: string): SizeLaw | null {
  const swept = growthsOf(record, variant).find((one) => one.parameter === parameter);
  if (swept === undefined) return null;
  const { growth } = swept;
  const { from, to, knee } = growth;
  // A power law is straight on logarithmic axes, and bends where it breaks.
  const steps = Array.from(
    { length: CURVE_POINTS + 1 },
    (_, step) => from * (to / from) ** (step / CURVE_POINTS),
  );
  const sizes = growth.model === "n-log-n" && knee === null ? steps : [from, ...(knee ? [knee.at] : []), to];
  return {
    label: lawLabel(swept),
    curve: sizes.map((size) => ({ size, value: growthAt(growth, size) })),
    knee: knee?.at ?? null,
  };
}
