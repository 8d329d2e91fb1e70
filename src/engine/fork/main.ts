/** A fork: one fresh process that loads one bundle and does one task with it. */

import { PendingValue } from "./calls.js";
import { type Channel, describeThrown, openChannel } from "./channel.js";
import { type Loaded, loadVariant } from "./load.js";
import type { ForkOrder } from "./messages.js";
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

try {
  const order = await channel.order;
  shiftBuffers(order.offset);
  const loaded = await loadVariant(order, channel);
  const report = await perform(order, loaded, channel);
  channel.beat("teardown");
  await loaded.module.teardown?.();
  await channel.finish({ kind: "finished", report });
} catch (thrown) {
  await fail(thrown);
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
  }
}
