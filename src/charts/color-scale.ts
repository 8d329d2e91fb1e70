/**
 * A sequential scale that the colour-blind read as others do: cividis (Nuñez, Anderton and Renslow, "Optimizing
 * colormaps with consideration for color vision deficiency", PLOS ONE 2018), without its darkest end, which would melt
 * into dark paper. From slow, dark blue, to fast, yellow.
 */

const STOPS = ["#1f3a6e", "#4c556c", "#6f7073", "#948e77", "#bcae6c", "#e0cb57", "#fee838"] as const;

/** As plotly takes it: places from 0 to 1, turned round, so that low values, the fast ones, are bright. */
export const FAST_IS_BRIGHT: readonly (readonly [place: number, color: string])[] = STOPS.toReversed().map(
  (color, index) => [index / (STOPS.length - 1), color],
);

/** The scale's colour at a share of 0 to 1, between its stops. */
export function scaleColor(scale: readonly (readonly [number, string])[], share: number): string {
  const place = Math.min(1, Math.max(0, share)) * (scale.length - 1);
  const below = Math.min(scale.length - 2, Math.floor(place));
  const [from, to] = [channels(scale[below]?.[1] ?? "#000000"), channels(scale[below + 1]?.[1] ?? "#000000")];
  const mixed = from.map((low, index) => Math.round(low + (place - below) * ((to[index] ?? low) - low)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Black or white, whichever reads on this colour (relative luminance of WCAG 2). */
export function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#111111" : "#ffffff";
}

function channels(color: string): number[] {
  return [1, 3, 5].map((from) => Number.parseInt(color.slice(from, from + 2), 16));
}
