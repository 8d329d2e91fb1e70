/** The line that figures are held against, and its label. */
import type { Annotation, LineShape } from "../figure.js";
import { TARGET } from "../palette.js";
import { plotlyText } from "../text.js";

/** In the chart's unit. */
export interface TargetLine {
  readonly value: number;
  /** Plain text: `target 50 ms`. */
  readonly label: string;
}

interface Marked {
  readonly shapes: readonly LineShape[];
  readonly annotations: readonly Annotation[];
}

const LINE = { color: TARGET, width: 1.5, dash: "dash" } as const;
const LABEL = { yanchor: "bottom", showarrow: false, font: { size: 12, color: TARGET } } as const;

/** On the x axis: an upright line, its label on top. */
export function targetOnX(target: TargetLine | null, log: boolean): Marked {
  if (!isShown(target, log)) return { shapes: [], annotations: [] };
  const { value, label } = target;
  const x = log ? Math.log10(value) : value;
  return {
    shapes: [
      {
        type: "line",
        layer: "below",
        xref: "x",
        yref: "paper",
        x0: value,
        x1: value,
        y0: 0,
        y1: 1,
        line: LINE,
      },
    ],
    annotations: [
      { ...LABEL, text: plotlyText(label), xref: "x", yref: "paper", x, y: 1, xanchor: "center" },
    ],
  };
}

/** On the y axis: a level line, its label at the left, where a journey is still far above. */
export function targetOnY(target: TargetLine | null, log: boolean): Marked {
  if (!isShown(target, log)) return { shapes: [], annotations: [] };
  const { value, label } = target;
  const y = log ? Math.log10(value) : value;
  return {
    shapes: [
      {
        type: "line",
        layer: "below",
        xref: "paper",
        yref: "y",
        x0: 0,
        x1: 1,
        y0: value,
        y1: value,
        line: LINE,
      },
    ],
    annotations: [{ ...LABEL, text: plotlyText(label), xref: "paper", yref: "y", x: 0, y, xanchor: "left" }],
  };
}

function isShown(target: TargetLine | null, log: boolean): target is TargetLine {
  return target !== null && Number.isFinite(target.value) && (!log || target.value > 0);
}
