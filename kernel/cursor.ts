/** Jupyter counts a cursor in code points, JavaScript in UTF-16 units: "😀" is 1 there and 2 here. */

/** Offset in UTF-16 units of the code point `position`; past the end: the end. */
export function toUtf16(text: string, position: number): number {
  let offset = 0;
  for (let left = position; left > 0 && offset < text.length; left--) {
    offset += (text.codePointAt(offset) as number) > 0xffff ? 2 : 1;
  }
  return offset;
}

/** Number of code points before the UTF-16 offset. */
export function toCodePoints(text: string, offset: number): number {
  let count = 0;
  for (const _ of text.slice(0, Math.max(0, offset))) count++;
  return count;
}
