import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createCarriedStatements,
  statementsOf,
  textOf,
} from "../../src/language/service/carried-statements.js";
import { convertCell } from "../../src/language/service/convert.js";
import { createCellConverter } from "../../src/language/service/converter.js";
import * as needed from "../../src/language/service/needed.js";

function splitDeclarations(declarations: string, source: string) {
  const { needed: found, rest } = needed.splitDeclarations(statementsOf(declarations), source);
  return { needed: textOf(found), rest: textOf(rest) };
}

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

test("of declarations that come back longer only what is new is parsed", () => {
  const parsed: string[] = [];
  const carried = createCarriedStatements((text) => {
    parsed.push(text);
    return statementsOf(text);
  });
  const lines = Array.from({ length: 200 }, (_, index) => `declare let x${index}: {\n    a: ${index};\n};\n`);
  const names = (text: string) => carried.of(text).flatMap((statement) => statement.names);
  const all = lines.map((_, index) => `x${index}`);
  assert.deepEqual(names(lines.join("")), all);
  assert.deepEqual(names(`declare let head: 1;\n${lines.join("")}`), ["head", ...all]);
  assert.deepEqual(names(`${lines.join("")}declare let end: 1;\n`), [...all, "end"]);
  const without = [...lines.slice(0, 50), ...lines.slice(60)].join("");
  assert.deepEqual(names(without), [...all.slice(0, 50), ...all.slice(60)]);
  assert.deepEqual(names(lines.join("")), all);
  assert.deepEqual(
    parsed.map((text) => text.length < 40),
    [false, true, true],
  );
  assert.equal(textOf(carried.of(without)), without);
});

test("declarations of another order are read as they are", () => {
  const carried = createCarriedStatements();
  const joined = carried.join(statementsOf("interface A { a: number }\ndeclare let b: A;\n"));
  assert.equal(joined, "interface A { a: number }\ndeclare let b: A;\n");
  assert.deepEqual(
    carried.of(`declare let c: 1;\n${joined}`).map(({ names }) => names),
    [["c"], ["A"], ["b"]],
  );
  assert.deepEqual(
    carried.of("declare let b: A;\ninterface A { a: number }\n").map(({ names }) => names),
    [["b"], ["A"]],
  );
});
