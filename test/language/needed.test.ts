import assert from "node:assert/strict";
import { test } from "node:test";
import { convertCell } from "../../src/language/service/convert.js";
import { createCellConverter } from "../../src/language/service/converter.js";
import { splitDeclarations } from "../../src/language/service/needed.js";

/** tslab takes one TypeScript per process, and so one converter. */
const converter = createCellConverter();

test("a cell gets the declarations that it mentions, and those that these mention", () => {
  const declarations = `
/** Where. */
interface Point { x: Length }
type Length = number;
declare const here: Point, there: Point;
declare let other: string;
declare function far(): boolean;
declare function far(a: number): boolean;
`;
  const { needed, rest } = splitDeclarations(declarations, "here.x + 1");
  for (const name of ["/** Where. */", "interface Point", "type Length", "declare const here"]) {
    assert.ok(needed.includes(name), name);
  }
  assert.ok(rest.includes("other") && !needed.includes("other"));
  assert.equal(splitDeclarations(declarations, "far()").needed.match(/function far/g)?.length, 2);
});

test("what adds to other declarations is always there", () => {
  const declarations = "declare global { interface Array<T> { own: T } }\ndeclare const a: number;\n";
  const { needed, rest } = splitDeclarations(declarations, "[1].own");
  assert.ok(needed.includes("declare global"));
  assert.equal(rest, "declare const a: number;\n");
});

test("a name in escaped letters is found, by giving everything", () => {
  const { needed } = splitDeclarations("declare const a: number;\n", "\\u0061 + 1");
  assert.equal(needed, "declare const a: number;\n");
});

test("the converter's context stays bounded while 300 cells each declare a name, and none is lost", () => {
  const given: number[] = [];
  const watched = {
    ...converter,
    convert(declarations: string, source: string) {
      given.push(declarations.length);
      return converter.convert(declarations, source);
    },
  };
  let context = "";
  for (let number = 0; number < 300; number++) {
    const before = number > 0 ? ` + value${number - 1}` : "";
    const source = `const value${number}: number = ${number}${before};`;
    const converted = convertCell(watched, { context, source, fileName: "cell" });
    assert.deepEqual(converted.diagnostics, []);
    context = converted.declarations;
  }
  assert.ok(
    Math.max(...given) < 100,
    `at most one declaration each time, got ${Math.max(...given)} characters`,
  );
  for (let number = 0; number < 300; number++) assert.ok(context.includes(`value${number}:`));
  const wrong = convertCell(watched, { context, source: "const text: string = value7", fileName: "cell" });
  assert.equal(wrong.diagnostics[0]?.code, 2322);
});

test("a name stays known when a cell that declares it ran twice, and was read twice", () => {
  let context = "";
  for (const source of ["let x = 1", "let x = 1", "x + 1", "x + 2", "x + 3"]) {
    const converted = convertCell(converter, { context, source, fileName: "cell" });
    assert.deepEqual(converted.diagnostics, [], source);
    context = converted.declarations;
  }
  assert.equal(context, "declare let x: number;\n");
});
