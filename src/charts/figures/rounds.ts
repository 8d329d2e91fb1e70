/** The rounds of a comparison: either side's fork, joined by a line whose colour and dash say which was faster. */
import { formatDuration, formatRatio } from "../../model/units.js";
import type { Figure, ScatterTrace } from "../figure.js";
import { SERIES } from "../palette.js";
import { labelText } from "../text.js";
import { needsLog, placedAxis, TIME, zoomedAxis } from "../ticks.js";
import { heading, NOTHING, PLAIN } from "./rows.js";

export interface RoundsRequest {
  readonly variant: string;
  readonly against: string;
  readonly rounds: readonly RoundPair[];
}

export interface RoundPair {
  /** From 0. */
  readonly round: number;
  /** ns per call. */
  readonly variant: number;
  readonly against: number;
}

const FASTER = SERIES[0] as (typeof SERIES)[number];
const SLOWER = SERIES[1] as (typeof SERIES)[number];

export function roundsFigure({ variant, against, rounds }: RoundsRequest): Figure {
  const shown = rounds.filter((round) => round.variant > 0 && round.against > 0);
  const values = shown.flatMap((round) => [round.variant, round.against]);
  const faster = shown.filter(isFaster);
  const names = { variant: labelText(variant), against: labelText(against) };
  const groups = [
    { members: faster, ...FASTER, name: `${names.variant} faster`, dash: "solid" },
    {
      members: shown.filter((one) => !isFaster(one)),
      ...SLOWER,
      name: `${names.variant} not faster`,
      dash: "dash",
    },
  ] as const;
  return {
    data: groups.flatMap(({ members, ...look }) =>
      members.map((pair, index) => joined(pair, { ...look, ...names, first: index === 0 })),
    ),
    layout: {
      ...PLAIN,
      title: heading(
        "Round by round",
        `${names.variant} was faster than ${names.against} in ${faster.length} of ${shown.length} ${shown.length === 1 ? "round" : "rounds"}`,
      ),
      xaxis: {
        ...placedAxis({
          type: "linear",
          title: "",
          range: [-0.25, 1.25],
          tickvals: [0, 1],
          ticktext: [names.against, names.variant],
        }),
        fixedrange: true,
      },
      yaxis: zoomedAxis({ quantity: TIME, values, log: needsLog(values) }),
      shapes: [],
      annotations: shown.length === 0 ? [NOTHING] : [],
      showlegend: shown.length > 0,
      height: 400,
      margin: { l: 72, r: 24, t: 120, b: 50 },
      dragmode: false,
    },
  };
}

function isFaster({ variant, against }: RoundPair): boolean {
  return variant < against;
}

interface Look {
  readonly color: string;
  readonly symbol: (typeof SERIES)[number]["symbol"];
  readonly dash: "solid" | "dash";
  /** In the legend. */
  readonly name: string;
  readonly variant: string;
  readonly against: string;
  readonly first: boolean;
}

function joined(pair: RoundPair, { color, symbol, dash, name, variant, against, first }: Look): ScatterTrace {
  const ratio = `round ${pair.round + 1}: ${formatRatio(pair.against / pair.variant)}`;
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    x: [0, 1],
    y: [pair.against, pair.variant],
    marker: { color, symbol, size: 6, line: { width: 1, color } },
    line: { color, width: 1.2, dash },
    hovertext: [
      `${against}<br>${formatDuration(pair.against)}<br>${ratio}`,
      `${variant}<br>${formatDuration(pair.variant)}<br>${ratio}`,
    ],
    hoverinfo: "text",
    showlegend: first,
    cliponaxis: false,
  };
}
