/** What keeps a finished run from being a success. */
import type { Case } from "../../model/case.js";
import { targetSentence } from "../../views/sentences.js";

/** Sentences; none for a success. A wrong variant that was rejected is a result like another. */
export function shortcomings(record: Case, requireTargets: boolean): readonly string[] {
  const wrong = record.variants
    .filter((variant) => variant.verification.verdict === "failed" && variant.decision !== "rejected")
    .map(
      ({ name }) => `${name} ${complaint(record, name)}; mend its cell, or reject it: %reject ${name} "why"`,
    );
  const missed = record.targets
    .filter(({ verdict }) => requireTargets && verdict === "missed")
    .map(targetSentence);
  return [...wrong, ...missed];
}

function complaint({ verifications }: Case, name: string): string {
  const checks = verifications.find((one) => one.variant === name)?.checks ?? [];
  const threw = checks.some(({ verdict }) => verdict === "failed");
  return threw && !checks.some(({ verdict }) => verdict === "different")
    ? "gave no result when it was verified"
    : "gives a wrong result";
}
