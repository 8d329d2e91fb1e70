/** A file that is not of the format it claims, or is broken: why, in words that end a sentence. */
export class NotThis extends Error {
  override readonly name = "NotThis";
}
