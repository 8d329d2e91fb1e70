/** %lint in a notebook: variants, and the setups' functions that they call. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openNotebook } from "../support/notebook.js";

test("warnings have a line, a reason and a remedy; setups count where variants call them", async () => {
  const notebook = await openNotebook({ variants: { slow: {}, fine: {} } });
  try {
    await notebook.ok('%case "Lint"');
    assert.match(await notebook.fails("%lint"), /no variant to look at yet/);
    await notebook.ok(
      "%%setup n=8\nfunction cube(x: number) {\n  let s = 0\n  for (let i = 0; i < 3; i++) s += x ** 3\n  return s\n}",
    );
    await notebook.ok(
      "%%baseline slow\nfunction f() {\n  const a = new Array(n)\n  for (let i = 0; i < n; i++) a[i] = cube(i)\n  return a.length\n}\nf()",
    );
    await notebook.ok("%%variant fine\nn * n");
    const { text, outputs } = await notebook.ok("%lint");
    assert.match(text, /^2 warnings in 3 sources/);
    assert.match(
      text,
      /slow, line 3: new Array\(n\) is an array of holes \(holey-array\)\n {2}const a = new Array\(n\)\n {2}.{10}\^{12}\n {2}why: .*\n {2}instead: /,
    );
    assert.match(text, /%%setup setup, line 4: x \*\* 3 is a call \(power\)/);
    assert.match(JSON.stringify(outputs), /text\/html/);
    assert.match((await notebook.ok("%lint fine")).text, /no warning in 2 sources/);
    assert.match((await notebook.ok("%lint --rules")).text, /17 rules\nholey-array\n {2}why: /);
    assert.match(await notebook.fails("%lint slwo"), /did you mean slow/);
    assert.match(await notebook.fails("%lint --rulez"), /--rules/);
  } finally {
    await notebook.close();
  }
});
