/** `execute_request`: one cell through the runtime, its outputs broadcast, its end told in the reply. */
import type { MimeBundle, Output } from "../src/model/output.js";
import type { ExecuteReply, Runtime } from "../src/model/ports/runtime.js";
import { errorContent } from "./error-content.js";
import type { Context } from "./handlers.js";
import { helpPayload, helpRequest } from "./help-request.js";
import type { ErrorContent, ReplyContent, RequestContent } from "./messages.js";
import { createPublisher } from "./publisher.js";

export async function execute(
  content: RequestContent<"execute_request">,
  context: Context,
): Promise<ReplyContent<"execute_request"> & { readonly execution_count?: number }> {
  const { code, silent, store_history: stored, allow_stdin: allowed } = content;
  const { counter, history } = context;
  const executionCount = stored ? ++counter.executions : counter.executions;
  if (stored) history.add({ line: executionCount, input: code });
  if (!silent) {
    context.broadcast({ type: "execute_input", content: { code, execution_count: executionCount } });
  }
  const publisher = createPublisher({
    executionCount,
    send: silent ? () => undefined : context.broadcast,
    log: context.log,
  });

  context.latest.cell = context.message;
  context.stdin.begin({ message: context.message, allowed, flush: publisher.flush });

  try {
    const runtime = await context.runtime.get();
    const cell = { code, cellId: context.cellId, executionCount };
    const help = helpRequest(code);
    const page = help ? await helpPayload(help, runtime) : null;
    if (help && page === null) publisher.publish(printed(`Nothing is known of ${help.name}.\n`));
    const reply = help ? OK : await runtime.execute(cell, (output) => publisher.publish(output));
    if (reply.status !== "ok") return fail({ status: "error", ...reply.error });
    if (stored && publisher.resultText !== null) history.setOutput(executionCount, publisher.resultText);
    publisher.end();
    return {
      status: "ok",
      execution_count: executionCount,
      payload: page ? [page] : [],
      user_expressions: await evaluateAll(content.user_expressions, runtime, cell),
    };
  } catch (error) {
    return fail(errorContent(error));
  } finally {
    context.stdin.end();
    publisher.end();
  }

  function fail(failure: ErrorContent): ErrorContent & { readonly execution_count: number } {
    const { ename, evalue, traceback } = failure;
    if (!publisher.shownError) publisher.publish({ kind: "error", error: { ename, evalue, traceback } });
    return { ...failure, execution_count: executionCount };
  }
}

const OK: ExecuteReply = { status: "ok" };

function printed(text: string): Output {
  return { kind: "stream", name: "stdout", text };
}

type Cell = Parameters<Runtime["execute"]>[0];

/** `user_expressions`: each is run after the cell, and answered by its result or its error. */
async function evaluateAll(
  expressions: Readonly<Record<string, unknown>>,
  runtime: Runtime,
  cell: Cell,
): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const [name, expression] of Object.entries(expressions)) {
    answers[name] = await evaluate(String(expression), runtime, cell);
  }
  return answers;
}

async function evaluate(expression: string, runtime: Runtime, cell: Cell): Promise<object> {
  let data: MimeBundle = {};
  let metadata: Readonly<Record<string, unknown>> = {};
  const reply: ExecuteReply = await runtime.execute({ ...cell, code: expression, cellId: null }, (output) => {
    if (output.kind !== "result") return;
    data = output.data;
    metadata = output.metadata ?? {};
  });
  return reply.status === "ok" ? { status: "ok", data, metadata } : { status: "error", ...reply.error };
}
