/**
 * A chart as data: the part of plotly's figure format that version 3 (VS Code) and 4 (reports) share and that
 * `svg.ts` can draw (https://plotly.com/javascript/reference). Texts are plotly's: `<br>` breaks a line, other markup
 * is escaped (see `text.ts`). On a logarithmic axis ranges and annotations stand in powers of ten, all else in data units.
 */

export interface Figure {
  readonly data: readonly Trace[];
  readonly layout: Layout;
}

export type Trace = BarTrace | ScatterTrace | HeatmapTrace;

/** Coloured cells, one per pair of an `x` and a `y`; null cells stay empty. */
export interface HeatmapTrace {
  readonly type: "heatmap";
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Rows by `y`, columns by `x`. */
  readonly z: readonly (readonly (number | null)[])[];
  readonly zmin: number;
  readonly zmax: number;
  /** Colours from 0 to 1, evenly spaced. */
  readonly colorscale: readonly (readonly [place: number, color: string])[];
  /** Between cells, px. */
  readonly xgap: number;
  readonly ygap: number;
  /** In the cells. */
  readonly text: readonly (readonly string[])[];
  readonly texttemplate: "%{text}";
  readonly hovertext: readonly (readonly string[])[];
  readonly hoverinfo: "text";
  readonly showscale: true;
  /** The key. */
  readonly colorbar: {
    readonly title: { readonly text: string };
    readonly tickvals: readonly number[];
    readonly ticktext: readonly string[];
    readonly thickness: number;
    readonly outlinewidth: number;
  };
}

/** Horizontal bars. */
export interface BarTrace {
  readonly type: "bar";
  readonly orientation: "h";
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Thickness in units of the y axis. */
  readonly width: number;
  readonly marker: {
    readonly color: readonly string[];
    readonly line: { readonly color: readonly string[]; readonly width: number };
  };
  readonly error_x?: ErrorBars;
  readonly hovertext: readonly string[];
  readonly hoverinfo: "text";
  readonly showlegend: boolean;
}

export interface ScatterTrace {
  readonly type: "scatter";
  readonly mode: "markers" | "markers+text" | "lines" | "lines+markers" | "text";
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly marker?: {
    readonly color: string | readonly string[];
    readonly symbol: MarkerSymbol | readonly MarkerSymbol[];
    readonly size: number;
    readonly line: { readonly width: number; readonly color: string | readonly string[] };
  };
  readonly line?: { readonly color: string; readonly width: number; readonly dash?: Dash };
  readonly error_x?: ErrorBars;
  readonly error_y?: ErrorBars;
  readonly text?: readonly string[];
  readonly textposition?: TextPosition | readonly TextPosition[];
  readonly textfont?: { readonly size: number; readonly color: string };
  readonly hovertext?: readonly string[];
  readonly hoverinfo: "text" | "skip";
  readonly showlegend: boolean;
  /** False: labels may stand in the margin. */
  readonly cliponaxis?: boolean;
}

export type MarkerSymbol =
  | "circle"
  | "circle-open"
  | "square"
  | "square-open"
  | "diamond"
  | "diamond-open"
  | "triangle-up"
  | "triangle-up-open"
  | "x-thin-open";

export type TextPosition = "middle right" | "middle left" | "top center" | "bottom center";
export type Dash = "solid" | "dash" | "dot";

/** Whiskers, as distances from the value; 0 draws none. */
export interface ErrorBars {
  readonly type: "data";
  readonly symmetric: false;
  readonly array: readonly number[];
  readonly arrayminus: readonly number[];
  readonly color: string;
  readonly thickness: number;
  readonly width: number;
}

export interface Layout {
  readonly title: Title;
  readonly xaxis: Axis;
  readonly yaxis: Axis;
  readonly shapes: readonly Shape[];
  readonly annotations: readonly Annotation[];
  readonly showlegend: boolean;
  readonly legend: {
    readonly orientation: "h";
    readonly x: number;
    readonly y: number;
    readonly yanchor: "bottom";
  };
  readonly height: number;
  readonly margin: { readonly l: number; readonly r: number; readonly t: number; readonly b: number };
  readonly font: { readonly family: string; readonly size: number; readonly color: string };
  readonly paper_bgcolor: "rgba(0,0,0,0)";
  readonly plot_bgcolor: "rgba(0,0,0,0)";
  readonly hovermode: "closest";
  readonly dragmode: false | "zoom";
}

export interface Title {
  readonly text: string;
  readonly font: { readonly size: number };
  readonly subtitle?: { readonly text: string; readonly font: { readonly size: number } };
  readonly x: 0;
  readonly xref: "container";
  readonly xanchor: "left";
  readonly pad: { readonly l: number };
  /** Share of the height at which it begins; without it, in the middle of the top margin. */
  readonly y?: number;
  readonly yanchor?: "top";
}

export interface Axis {
  readonly type: "linear" | "log";
  readonly title: { readonly text: string; readonly font: { readonly size: number } };
  /** First and last value; turned round for an axis that runs downwards. */
  readonly range: readonly [number, number];
  readonly tickvals: readonly number[];
  readonly ticktext: readonly string[];
  readonly showgrid: boolean;
  readonly gridcolor: string;
  readonly zeroline: false;
  readonly automargin: true;
  /** Unseen ticks keep labels off the plot. */
  readonly ticks: "outside";
  readonly ticklen: number;
  readonly tickcolor: "rgba(0,0,0,0)";
  readonly fixedrange?: boolean;
  /** Degrees; the static picture turns names by itself. */
  readonly tickangle?: number;
}

export type Shape = LineShape | RectShape;

/** A line in data units; `paper` runs from 0 to 1 over the plot. */
export interface LineShape {
  readonly type: "line";
  readonly layer: "below" | "above";
  readonly xref: "x" | "paper";
  readonly yref: "y" | "paper";
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly line: { readonly color: string; readonly width: number; readonly dash: Dash };
}

/** A filled stretch, in units as a line's. */
export interface RectShape extends Omit<LineShape, "type" | "line"> {
  readonly type: "rect";
  readonly fillcolor: string;
  readonly line: { readonly width: 0 };
}

/** A short text at a line's end. */
export interface Annotation {
  readonly text: string;
  readonly xref: "x" | "paper";
  readonly yref: "y" | "paper";
  readonly x: number;
  readonly y: number;
  readonly xanchor: "left" | "center" | "right";
  readonly yanchor: "bottom" | "top";
  readonly showarrow: false;
  readonly font: { readonly size: number; readonly color: string };
}
