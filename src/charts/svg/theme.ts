/** Inks of static charts. */

export interface Theme {
  readonly ink: string;
  /** Of ticks, subtitles, whiskers. */
  readonly muted: { readonly color: string; readonly opacity: number };
  readonly grid: { readonly color: string; readonly opacity: number };
  /** Behind texts and within open marks, where lines cross them. */
  readonly halo: string;
  /** Null: the page's own background. */
  readonly paper: { readonly color: string; readonly border: string } | null;
}

export type ThemeName = "card" | "inline";

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  /** For `<img>`: an image cannot know the page's colours, so it brings its own paper, which always reads. */
  card: {
    ink: "#1f2328",
    muted: { color: "#57606a", opacity: 1 },
    grid: { color: "#e7eaee", opacity: 1 },
    halo: "#ffffff",
    paper: { color: "#ffffff", border: "#d8dee4" },
  },
  /** For SVG within a page: takes the page's text colour, light or dark, and `--chart-paper` where the page sets it. */
  inline: {
    ink: "currentColor",
    muted: { color: "currentColor", opacity: 0.72 },
    grid: { color: "currentColor", opacity: 0.13 },
    halo: "var(--chart-paper, transparent)",
    paper: null,
  },
};

/** Paper around the letters keeps them readable where a line runs through. */
export function halo(theme: Theme) {
  return { stroke: theme.halo, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
}
