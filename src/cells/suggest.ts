/** The nearest right word for a wrong one. */
import { distance } from "fastest-levenshtein";

/** Null where none is near enough to be what was meant. */
export function suggest(word: string, candidates: readonly string[]): string | null {
  const asked = word.toLowerCase();
  if (asked === "") return null;
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: remoteness(asked, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance || lengthens(asked, a) - lengthens(asked, b));
  const best = ranked[0];
  return best !== undefined && best.distance <= tolerance(asked) ? best.candidate : null;
}

/** A sentence's tail: `; did you mean --flops?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = suggest(word, candidates);
  return near === null ? "" : `; did you mean ${near}?`;
}

/** Of two as near ones the one as long is likelier: swapped letters in `lgo2`. */
function lengthens(asked: string, { candidate }: { readonly candidate: string }): number {
  return Math.abs(candidate.length - asked.length);
}

/** An unfinished word is nearer than its missing letters say: `--dur` means `--duration`. */
function remoteness(asked: string, candidate: string): number {
  const letters = asked.replace(/^-+/, "").length;
  return letters >= 3 && candidate.startsWith(asked) ? 0.5 : distance(asked, candidate);
}

/** A third of the letters may be wrong; a single letter is near nothing, or `n` would be near `m`. */
function tolerance(asked: string): number {
  const letters = asked.replace(/^-+/, "").length;
  return letters < 2 ? 0 : Math.ceil(letters / 3);
}
