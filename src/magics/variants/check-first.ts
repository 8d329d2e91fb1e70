/** The value first: a wrong optimization is not timed. */
import type { Variant } from "../../model/case.js";
import type { MimeBundle } from "../../model/output.js";
import type { Watch } from "../../model/ports/engine.js";
import { refusedView } from "../../views/index.js";
import { forkError } from "../failure.js";
import type { MagicContext } from "../magic.js";
import type { VariantRequest } from "./request.js";
import { checkValues, DEFAULT_TOLERANCE } from "./value-check.js";

/** Null where it may go on; throws where there is no value. */
export async function checkFirst(
  request: VariantRequest,
  variant: Variant,
  context: MagicContext,
  watch: Watch,
): Promise<MimeBundle | null> {
  const baseline = request.checkedAgainst;
  if (baseline === null) return null;
  const { record } = context.state;
  const known = record?.verifications.find((one) => one.variant === variant.name && !one.stale);
  if (known?.verdict === "verified" && known.hash === variant.hash) return null;
  const parameters = context.state.require().workload.parameters;
  const { verification, failure } = await checkValues(
    {
      variant,
      baseline,
      checks: [{ kind: "inputs", parameters }],
      known: [],
      tolerance: request.tolerance ?? DEFAULT_TOLERANCE,
      property: null,
      timeout: request.options.timeout,
    },
    context,
    watch,
  );
  if (failure !== null) throw forkError(failure);
  if (verification.verdict !== "failed" || request.anyway) return null;
  return refusedView({ record: context.state.require(), variant: variant.name, verification });
}
