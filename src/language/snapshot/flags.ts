/**
 * V8's flags of a snapshot, at its build and at its start, which must agree. Without the rehashing of strings a start
 * takes a sixth less; their hashes' seed is the build's then, random as well, and nobody feeds strings from outside.
 */
export const SNAPSHOT_FLAGS: readonly string[] = ["--no-rehash-snapshot"];
