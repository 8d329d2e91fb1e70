/** Whole numbers as a short text for pages: seven bits a byte, the rest to come marked by the eighth, then base64. */

/** Numbers are whole and not negative. `decode.ts` reads them back. */
export function packNumbers(numbers: Iterable<number>): string {
  let bytes = new Uint8Array(1024);
  let length = 0;
  for (const number of numbers) {
    if (length + 10 > bytes.length) {
      const longer = new Uint8Array(bytes.length * 2);
      longer.set(bytes);
      bytes = longer;
    }
    let rest = Math.max(0, Math.round(number));
    // Not by shifts: they cut at 32 bits.
    while (rest >= 128) {
      bytes[length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    bytes[length++] = rest;
  }
  return Buffer.from(bytes.buffer, 0, length).toString("base64");
}
