/** Slugs: the id of a case, safe as the name of a folder on every system. */

const LONGEST = 64;

/** Names that Windows keeps for devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** `Matrix multiplication (n = 512)` → `matrix-multiplication-n-512`. Never empty, never a path. */
export function slugOf(title: string): string {
  const slug = trimDashes(
    withoutAccents(title)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-"),
  );
  const short = trimDashes([...slug].slice(0, LONGEST).join(""));
  if (short === "") return "case";
  return RESERVED.test(short) ? `${short}-case` : short;
}

function withoutAccents(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .normalize("NFC");
}

function trimDashes(text: string): string {
  return text.replace(/^-+|-+$/g, "");
}
