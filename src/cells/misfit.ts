import type { Word } from "./words.js";

/** A word that is not what its option wants. `parseArguments` names the option and shows the place. */
export class Misfit extends Error {
  readonly word: Word;
  /** `phrase` goes on from the option's name: `wants a whole number such as 12`. */
  constructor(word: Word, phrase: string) {
    super(phrase);
    this.word = word;
  }
}

/** Names what was wanted and what was got. */
export function misfit(word: Word, wanted: string): Misfit {
  return new Misfit(word, `wants ${wanted}, got ${JSON.stringify(word.text)}`);
}
