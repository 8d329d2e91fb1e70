import assert from "node:assert/strict";
import { test } from "node:test";
import { html, scriptJson } from "../../src/views/html.js";
import { renderMarkdown } from "../../src/views/markdown.js";
import { reportHtml } from "../../src/views/report/html.js";
import { HOSTILE, hostileReport } from "../support/hostile-case.js";

test("a template escapes every text, in content and in attributes", () => {
  assert.equal(
    html`<b title="${'"x'}">${"<i>&'`"}</b>`.html,
    '<b title="&quot;x">&lt;i&gt;&amp;&#39;&#96;</b>',
  );
});

test("parts made here are not escaped twice, lists are joined, null and false are nothing", () => {
  assert.equal(
    html`<ul>${["a", "b"].map((item) => html`<li>${item}</li>`)}${null}${false}${0}</ul>`.html,
    "<ul><li>a</li><li>b</li>0</ul>",
  );
});

test("JSON within a script cannot end the script, and reads back the same", () => {
  const json = scriptJson({ name: "</script><!--&\u2028" });
  assert.doesNotMatch(json, /[<>&\u2028]/);
  assert.deepEqual(JSON.parse(json), { name: "</script><!--&\u2028" });
});

test("Markdown keeps raw HTML as text and drops links that run code", () => {
  const page = renderMarkdown(
    "<script>x</script> [a](javascript:x) [b](https://example.org) [c](data:text/html,x)",
  ).html;
  assert.match(page, /&lt;script&gt;/);
  assert.doesNotMatch(page, /href="(javascript|data):/);
  assert.match(page, /href="https:\/\/example.org" rel="noopener noreferrer"/);
});

test("a remote picture becomes a link, an embedded one stays, an embedded SVG does not", () => {
  const page = renderMarkdown(
    "![far](https://example.org/x.png) ![near](data:image/png;base64,AAAA) ![svg](data:image/svg+xml;base64,AAAA)",
  ).html;
  assert.equal(page.match(/<img/g)?.length, 1);
  assert.match(page, /<a href="https:\/\/example.org\/x.png" rel="noopener noreferrer">far<\/a>/);
});

test("a report of hostile texts holds no tag of theirs, and only our own scripts", () => {
  const page = reportHtml(hostileReport());
  assert.ok(!page.includes(HOSTILE));
  for (const tag of ["<img src=x", "<svg onload", "</style>--"]) assert.ok(!page.includes(tag), tag);
  const scripts = [...page.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];
  for (const [, attributes = "", text = ""] of scripts) {
    assert.match(attributes, /^( type="application\/json")?$/);
    if (attributes !== "") assert.doesNotThrow(() => JSON.parse(text));
    else assert.ok(!text.includes("hacked"));
  }
});
