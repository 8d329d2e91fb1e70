/**
 * V8's flags of the service. A snapshot has those of its build, and its start must have the same.
 * - Without the rehashing of strings a start takes a sixth less; the seed of their hashes is the build's then, random as
 *   well, and nobody feeds strings from outside.
 * - What one cell leaves is garbage when the next comes. With V8's own limits a thousand cells grow the process by
 *   90 MB before it is collected, with these by 20, for a tenth more time.
 */
export const SERVICE_FLAGS: readonly string[] = [
  "--no-rehash-snapshot",
  "--max-semi-space-size=8",
  "--heap-growing-percent=20",
];
