/** Connection files: the good ones, and one sentence for each bad one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { endpoint, parseConnection, readConnection } from "../../kernel/connection.js";
import { UserError } from "../../src/model/problem.js";

const good = {
  transport: "tcp",
  ip: "127.0.0.1",
  key: "k",
  signature_scheme: "hmac-sha256",
  shell_port: 1001,
  iopub_port: 1002,
  stdin_port: 1003,
  control_port: 1004,
  hb_port: 1005,
  kernel_name: "benchbook",
};

test("a connection file as jupyter_client writes it is read", () => {
  const { transport, ip, key, digest, hb_port } = parseConnection(JSON.stringify(good), "c.json");
  assert.deepEqual(
    { transport, ip, key, digest, hb_port },
    { transport: "tcp", ip: "127.0.0.1", key: "k", digest: "sha256", hb_port: 1005 },
  );
});

test("addresses are spelled as jupyter_client spells them", () => {
  assert.equal(endpoint({ transport: "tcp", ip: "127.0.0.1" }, 5), "tcp://127.0.0.1:5");
  assert.equal(endpoint({ transport: "tcp", ip: "*" }, 5), "tcp://*:5");
  assert.equal(endpoint({ transport: "tcp", ip: "::1" }, 5), "tcp://[::1]:5");
  assert.equal(endpoint({ transport: "ipc", ip: "/tmp/k" }, 5), "ipc:///tmp/k-5");
});

const bad: readonly { what: string; text: string; says: RegExp }[] = [
  { what: "no JSON", text: "{port", says: /c\.json is not JSON .*; let the client write it anew\.$/ },
  { what: "a list", text: "[1]", says: /holds \[1\]; an object/ },
  { what: "a missing port", text: change({ hb_port: undefined }), says: /has nothing as "hb_port"; a port/ },
  { what: "a port out of range", text: change({ shell_port: 70000 }), says: /has 70000 as "shell_port"/ },
  { what: "a port as text", text: change({ shell_port: "5" }), says: /has "5" as "shell_port"/ },
  { what: "no key", text: change({ key: undefined }), says: /has nothing as "key"; a text/ },
  {
    what: "another transport",
    text: change({ transport: "udp" }),
    says: /transport "udp" .* use "tcp" or "ipc"/,
  },
  {
    what: "another scheme",
    text: change({ signature_scheme: "rot13" }),
    says: /scheme "rot13" .* "hmac-sha256"/,
  },
  { what: "an unknown hash", text: change({ signature_scheme: "hmac-sha7" }), says: /scheme "hmac-sha7"/ },
];

for (const { what, text, says } of bad) {
  test(`a connection file with ${what} is refused in one sentence`, () => {
    assert.throws(
      () => parseConnection(text, "c.json"),
      (error) => oneSentence(error, says),
    );
  });
}

test("a connection file that is not there is refused in one sentence", async () => {
  await assert.rejects(readConnection("/nowhere/c.json"), (error) =>
    oneSentence(error, /\/nowhere\/c\.json does not exist; give the one/),
  );
});

function change(fields: Record<string, unknown>): string {
  return JSON.stringify({ ...good, ...fields });
}

function oneSentence(error: unknown, says: RegExp): boolean {
  assert.ok(error instanceof UserError);
  assert.equal(error.name, "UsageError");
  assert.match(error.message, says);
  assert.ok(!error.message.includes("\n"));
  return true;
}
