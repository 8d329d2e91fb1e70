import assert from "node:assert/strict";
import { test } from "node:test";
import type { ServiceReply, ServiceRequest } from "../../src/language/service/protocol.js";
import { createServiceClient, type ServiceProcess } from "../../src/language/service-client.js";

/** Processes that answer when told to, or die. */
function fakeProcesses() {
  const started: { sent: ServiceRequest[]; answer(): void; die(how: string): void }[] = [];
  const start = (_entry: URL, onMessage: (message: unknown) => void): ServiceProcess => {
    let end: (how: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => {
      end = resolve;
    });
    const sent: ServiceRequest[] = [];
    started.push({
      sent,
      answer() {
        const { id, method } = sent.at(-1)!;
        onMessage({ id, kind: "answer", answer: method } satisfies ServiceReply);
      },
      die: end,
    });
    return {
      send: (message) => sent.push(message as ServiceRequest),
      kill: () => end("was ended by SIGKILL"),
      ended,
    };
  };
  return { started, start };
}

const CONVERT = { context: "", source: "", fileName: "cell" };
const CURSOR = { context: "", source: "", cursor: 0 };
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("the process starts at once, and requests go one at a time, what a typist waits for first", async () => {
  const { started, start } = fakeProcesses();
  const client = createServiceClient(start);
  assert.equal(started.length, 1);
  const answers = [
    client.ask("convert", CONVERT),
    client.ask("convert", CONVERT),
    client.ask("complete", CURSOR),
  ];
  const [service] = started;
  assert.deepEqual(
    service!.sent.map(({ method }) => method),
    ["convert"],
  );
  service!.answer();
  service!.answer();
  service!.answer();
  assert.deepEqual(
    service!.sent.map(({ method }) => method),
    ["convert", "complete", "convert"],
  );
  assert.deepEqual(await Promise.all(answers), ["convert", "convert", "complete"]);
  await client.close();
});

test("while paused, completions are answered and conversions wait", async () => {
  const { started, start } = fakeProcesses();
  const client = createServiceClient(start);
  const sent = () => started[0]!.sent.map(({ method }) => method);
  client.pause();
  const waiting = client.ask("convert", CONVERT);
  const typed = client.ask("inspect", CURSOR);
  assert.deepEqual(sent(), ["inspect"]);
  started[0]!.answer();
  await typed;
  assert.deepEqual(sent(), ["inspect"]);
  client.resume();
  assert.deepEqual(sent(), ["inspect", "convert"]);
  started[0]!.answer();
  await waiting;
  await client.close();
});

test("a request that its process did not survive is tried once more in a new one", async () => {
  const { started, start } = fakeProcesses();
  const client = createServiceClient(start);
  const answer = client.ask("convert", CONVERT);
  started[0]!.die("ran out of memory");
  await settled();
  assert.equal(started.length, 2);
  started[1]!.answer();
  assert.equal(await answer, "convert");
  await client.close();
});

test("a request that kills two processes fails with one sentence, and the next one is served", async () => {
  const { started, start } = fakeProcesses();
  const client = createServiceClient(start);
  const answer = client.ask("convert", CONVERT);
  const failed = assert.rejects(
    answer,
    /The process that checks types ran out of memory twice on this cell; make/,
  );
  started[0]!.die("ran out of memory");
  await settled();
  started[1]!.die("ran out of memory");
  await failed;
  const next = client.ask("complete", CURSOR);
  assert.equal(started.length, 3);
  started[2]!.answer();
  assert.equal(await next, "complete");
  await client.close();
});

test("closing ends the process and rejects what waits", async () => {
  const { start } = fakeProcesses();
  const client = createServiceClient(start);
  const answers = [client.ask("convert", CONVERT), client.ask("convert", CONVERT)];
  const rejected = Promise.all(answers.map((answer) => assert.rejects(answer, /closed/)));
  await client.close();
  await rejected;
  await assert.rejects(client.ask("complete", CURSOR), /closed/);
});
