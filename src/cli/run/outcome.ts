/** What keeps a finished run from being a success. */
import type { Case } from "../../model/case.js";
import { targetSentence } from "../../views/sentences.js";

/** Sentences; none for a success. A wrong variant that was rejected is a result like another. */
export function shortcomings(record: Case, requireTargets: boolean): readonly string[] {
  const wrong = record.variants
    .filter((variant) => variant.verification.verdict === "failed" && variant.decision !== "rejected")
    .map(({ name }) => `${name} gives a wrong result; mend its cell, or reject it: %reject ${name} "why"`);
  const missed = record.targets
    .filter(({ verdict }) => requireTargets && verdict === "missed")
    .map(targetSentence);
  return [...wrong, ...missed];
}
