/** A fork: one fresh process that loads one bundle and does one task with it. */

import { PendingValue } from "./calls.js";
import { type Channel, describeThrown, openChannel } from "./channel.js";
import { type Loaded, loadVariant } from "./load.js";
import type { ForkOrder } from "./messages.js";
import type { VariantModule } from "./module.js";
import { shiftBuffers } from "./offset.js";
import { printInStep } from "./output.js";
import type { TaskKind, TaskMap } from "./tasks.js";

type Report = TaskMap[TaskKind]["report"];

printInStep();
const channel = openChannel();
const fail = (thrown: unknown) =>
  thrown instanceof PendingValue
    ? channel.finish({ kind: "pending" })
    : channel.finish({ kind: "threw", stage: channel.stage(), error: describeThrown(thrown) });
process.on("uncaughtException", (error) => void fail(error));

/** ms that a teardown may take after a failure. */
const LAST_TEARDOWN = 1000;
let teardown: VariantModule["teardown"] = null;

try {
  const order = await channel.order;
  shiftBuffers(order.offset);
  const variant = await loadVariant(order, channel);
  teardown = variant.module.teardown;
  const loaded = order.serve ? await (await import("./serve.js")).serveVariant(variant, channel) : variant;
  const report = await perform(order, loaded, channel);
  channel.beat("teardown");
  await loaded.module.teardown?.();
  await channel.finish({ kind: "finished", report });
} catch (thrown) {
  // What the setup opened is closed here too, unless closing is what failed; the first failure is the one to tell.
  if (channel.stage() !== "teardown") await closeQuietly();
  await fail(thrown);
}

async function closeQuietly(): Promise<void> {
  const bound = new Promise((resolve) => setTimeout(resolve, LAST_TEARDOWN));
  const closing = Promise.resolve().then(() => teardown?.());
  // The failure of the measurement is told; another one of its teardown would only hide it.
  await Promise.race([closing.catch(() => undefined), bound]);
}

/** Each task's code is loaded only where it is needed: a timed fork starts fast and holds little. */
async function perform(order: ForkOrder, loaded: Loaded, channel: Channel): Promise<Report> {
  switch (order.kind) {
    case "measure": {
      const task = order.task as TaskMap["measure"]["task"];
      return task.load
        ? (await import("./measure-load.js")).measureUnderLoad(task, task.load, { loaded, channel })
        : (await import("./measure.js")).measure(task, loaded, channel);
    }
    case "value":
      return (await import("./value.js")).writeValue(order.task as TaskMap["value"]["task"], loaded, channel);
    case "compare":
      return (await import("./value.js")).compareValue(
        order.task as TaskMap["compare"]["task"],
        loaded,
        channel,
      );
    case "profile":
      return (await import("./profile.js")).profile(
        order.task as TaskMap["profile"]["task"],
        loaded,
        channel,
      );
    case "heap":
      return (await import("./heap.js")).heap(order.task as TaskMap["heap"]["task"], loaded, channel);
    case "waiting":
      return (await import("./waiting.js")).waiting(
        order.task as TaskMap["waiting"]["task"],
        loaded,
        channel,
      );
    case "trace":
      return (await import("./trace.js")).trace(order.task as TaskMap["trace"]["task"], loaded, channel);
  }
}
