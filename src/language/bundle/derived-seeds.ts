/**
 * Seeds of rotated inputs (`--inputs K`). Input 0 has the seed itself, so that it is the input without rotation; input
 * k has `(seed + k * 0x9e3779b9) mod 2^32` (steps of the golden ratio, Knuth, The Art of Computer Programming 3, 6.4,
 * which keep apart what small seeds would bring together), or `seed/k` where the seed is a string.
 */
export function derivedSeed(seed: string, input: string): string {
  return (
    `${input} === 0 ? ${seed} : typeof ${seed} === "string" ? ${seed} + "/" + ${input} ` +
    `: (${seed} + ${input} * 0x9e3779b9) % 0x100000000`
  );
}
