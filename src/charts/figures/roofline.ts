/** The roofline: rate over arithmetic intensity, under the machine's roofs (Williams et al., CACM 2009). */
import type { Bandwidth, Peak } from "../../model/roofline.js";
import { formatRate } from "../../model/units.js";
import type { Figure, ScatterTrace } from "../figure.js";
import { INK, SERIES } from "../palette.js";
import { labelText, plotlyText } from "../text.js";
import { FLOPS, type Quantity, quantityAxis } from "../ticks.js";
import { drawable, heading, PLAIN, type Row, rowColor, rowSymbol, valueLabel, whiskers } from "./rows.js";

export interface RooflinePoint extends Row {
  /** Flops per byte. */
  readonly intensity: number;
  readonly parent: string | null;
}

export interface RooflineChart {
  /** Of one number of threads, as are the bandwidths. */
  readonly peaks: readonly (Peak & { readonly label: string })[];
  readonly bandwidths: readonly Bandwidth[];
  readonly points: readonly RooflinePoint[];
  /** `one thread`. */
  readonly threads: string;
}

const INTENSITY: Quantity = {
  label: "arithmetic intensity (flops per byte)",
  format: (value) => String(Number(value.toPrecision(2))),
  units: [{ size: 1, name: "flops/B" }],
};

export function rooflineFigure({ peaks, bandwidths, points, threads }: RooflineChart): Figure {
  const drawn = drawable(points).filter(({ intensity }) => intensity > 0 && Number.isFinite(intensity));
  const top = Math.max(...peaks.map(({ flops }) => flops));
  const fastest = Math.max(...bandwidths.map(({ rate }) => rate));
  const slowest = Math.min(...bandwidths.map(({ rate }) => rate));
  const from = Math.min(1 / 32, ...drawn.map(({ intensity }) => intensity / 2));
  const to = Math.max((4 * top) / slowest, ...drawn.map(({ intensity }) => intensity * 4));
  const low = Math.min(slowest * from, ...drawn.map((point) => (point.low ?? point.estimate) / 2));
  const xaxis = quantityAxis({ quantity: INTENSITY, values: [from, to], log: true });
  const yaxis = quantityAxis({ quantity: FLOPS, values: [low, top * 1.5], log: true });
  return {
    data: [
      ...bandwidths.map((one) => slope(one, { from, top })),
      ...roofs(peaks, { fastest, to }),
      ...drawn.flatMap((point) => arrow(point, drawn, { xaxis: xaxis.range, yaxis: yaxis.range })),
      ...(drawn.length > 0 ? [marks(drawn)] : []),
    ],
    layout: {
      ...PLAIN,
      title: heading("Roofline", `the best that was measured on ${threads}; arrows go from parent to child`),
      xaxis,
      yaxis,
      shapes: [],
      annotations: [],
      showlegend: false,
      height: 440,
      margin: { l: 84, r: 24, t: 70, b: 54 },
      dragmode: false,
    },
  };
}

/** What memory of one level allows: traffic times intensity. Its name stands at its foot. */
function slope({ level, rate }: Bandwidth, { from, top }: { from: number; top: number }): ScatterTrace {
  const name = `${level} ${formatRate(rate, "B/s")}`;
  return line(name, {
    x: [from, top / rate],
    y: [from * rate, top],
    color: SERIES[2]?.color ?? INK,
    dash: "dash",
  });
}

interface Span {
  readonly fastest: number;
  readonly to: number;
}

/** Roofs closer than this ratio have names that would overlap. */
const CLOSE = 2;
/** Points closer than this ratio likewise. */
const CLOSE_NAMES = 1.6;
/** Where along a roof its name stands, as a share of its length on paper. */
const USUAL = 0.75;
const ASIDE = 0.3;

function roofs(peaks: RooflineChart["peaks"], span: Span): ScatterTrace[] {
  const rising = merged([...peaks].sort((one, other) => one.flops - other.flops));
  const places: number[] = [];
  for (const [index, { flops }] of rising.entries()) {
    const close = flops < (rising[index - 1]?.flops ?? 0) * CLOSE;
    places.push(close && places[index - 1] === USUAL ? ASIDE : USUAL);
  }
  return rising.map((peak, index) => roof(peak, { ...span, place: places[index] ?? USUAL }));
}

interface Roof {
  readonly label: string;
  readonly flops: number;
}

/** Roofs closer than this ratio are one line on paper: they share it and its name, which tells the highest. */
const SAME = 1.12;

function merged(rising: readonly Roof[]): readonly Roof[] {
  const roofs: Roof[] = [];
  for (const { label, flops } of rising) {
    const below = roofs.at(-1);
    if (below === undefined || flops > below.flops * SAME) roofs.push({ label, flops });
    else roofs[roofs.length - 1] = { label: `${below.label}, ${label}`, flops };
  }
  return roofs;
}

function roof(peak: Roof, { fastest, to, place }: Span & { readonly place: number }): ScatterTrace {
  const name = `${peak.label} ${formatRate(peak.flops, "FLOPS")}`;
  return line(name, {
    x: [peak.flops / fastest, to],
    y: [peak.flops, peak.flops],
    color: SERIES[1]?.color ?? INK,
    dash: "solid",
    place,
  });
}

interface Line {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly color: string;
  readonly dash: "solid" | "dash";
  /** Of its name, from 0 to 1; the line's foot without it. */
  readonly place?: number;
}

function line(name: string, { x, y, color, dash, place }: Line): ScatterTrace {
  const at = [place === undefined ? x[0] : x[0] ** (1 - place) * x[1] ** place, y[0]];
  return {
    type: "scatter",
    mode: "lines+markers+text" as ScatterTrace["mode"],
    name: labelText(name),
    x: [x[0], at[0] as number, x[1]],
    y: [y[0], at[1] as number, y[1]],
    line: { color, width: 1.5, dash },
    marker: { color, symbol: "circle", size: 0.1, line: { width: 0, color } },
    text: ["", plotlyText(name), ""],
    textposition: place !== undefined ? "top center" : "middle right",
    textfont: { size: 11, color: INK },
    hovertext: [plotlyText(name), plotlyText(name), plotlyText(name)],
    hoverinfo: "text",
    showlegend: false,
  };
}

/** px of the plot on paper, so that a head is as wide as it is long. */
const PLOT = { width: 640, height: 310, head: 9, gap: 8 };

function arrow(
  point: RooflinePoint,
  points: readonly RooflinePoint[],
  ranges: { readonly xaxis: readonly [number, number]; readonly yaxis: readonly [number, number] },
): ScatterTrace[] {
  const parent = points.find(({ name }) => name === point.parent);
  if (parent === undefined) return [];
  const scale = {
    x: PLOT.width / (ranges.xaxis[1] - ranges.xaxis[0]),
    y: PLOT.height / (ranges.yaxis[1] - ranges.yaxis[0]),
  };
  const place = ({ intensity, estimate }: RooflinePoint) =>
    [Math.log10(intensity) * scale.x, Math.log10(estimate) * scale.y] as const;
  const [tail, end] = [place(parent), place(point)];
  const angle = Math.atan2(end[1] - tail[1], end[0] - tail[0]);
  // Short of the point's mark, which would hide the head.
  const gap = Math.min(PLOT.gap, Math.hypot(end[0] - tail[0], end[1] - tail[1]) / 2);
  const tip = [end[0] - gap * Math.cos(angle), end[1] - gap * Math.sin(angle)] as const;
  const barb = (turn: number) =>
    [tip[0] - PLOT.head * Math.cos(angle + turn), tip[1] - PLOT.head * Math.sin(angle + turn)] as const;
  const path = [tail, tip, barb(0.5), tip, barb(-0.5)];
  return [
    {
      type: "scatter",
      mode: "lines",
      name: labelText(`${parent.name} to ${point.name}`),
      x: path.map(([x]) => 10 ** (x / scale.x)),
      y: path.map(([, y]) => 10 ** (y / scale.y)),
      line: { color: INK, width: 1.5 },
      hoverinfo: "skip",
      showlegend: false,
    },
  ];
}

function marks(points: readonly RooflinePoint[]): ScatterTrace {
  const bars = whiskers(points);
  return {
    type: "scatter",
    mode: "markers+text",
    name: "variants",
    x: points.map(({ intensity }) => intensity),
    y: points.map(({ estimate }) => estimate),
    marker: {
      color: points.map(rowColor),
      symbol: points.map(rowSymbol),
      size: 10,
      line: { width: 2, color: points.map(rowColor) },
    },
    ...(bars ? { error_y: bars } : {}),
    text: points.map((point) => `${labelText(point.name)} ${valueLabel(point, FLOPS.format)}`),
    textposition: sides(points),
    textfont: { size: 12, color: INK },
    hovertext: points.map((point) => `${plotlyText(point.name)}<br>${valueLabel(point, FLOPS.format)}`),
    hoverinfo: "text",
    showlegend: false,
    cliponaxis: false,
  };
}

/** Points at one intensity stand above each other: names that would overlap go to the two sides. */
function sides(points: readonly RooflinePoint[]): readonly ("middle right" | "middle left")[] {
  const rising = [...points].sort((one, other) => one.estimate - other.estimate);
  const left = new Set<RooflinePoint>();
  for (const [index, point] of rising.entries()) {
    const below = rising[index - 1];
    if (below !== undefined && !left.has(below) && point.estimate < below.estimate * CLOSE_NAMES)
      left.add(point);
  }
  return points.map((point) => (left.has(point) ? "middle left" : "middle right"));
}
