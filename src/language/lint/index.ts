/** Looks for patterns that cost in timed code. Syntax only: it knows types where the text itself says them. */
import type { LintOptions, LintRule, LintWarning } from "../../model/lint.js";
import { type Node, parseTree } from "./code.js";
import { hotOf } from "./hot.js";
import type { Code, Rule } from "./rule.js";
import { RULES } from "./rules.js";
import { variablesOf } from "./variables.js";

export const LINT_RULES: readonly LintRule[] = RULES.map(({ name, why, instead }) => ({
  name,
  why,
  instead,
}));

/**
 * Warnings in the order of the text. `// lint-ignore RULE why` on a line, or on the one before, silences a rule there.
 * Rejects with a SyntaxError for what cannot be parsed.
 */
export async function lintSource(source: string, options: LintOptions): Promise<readonly LintWarning[]> {
  const tree = await parseTree(source);
  const variables = variablesOf(tree);
  const code: Code = { tree, variables, hot: hotOf(tree, variables, options) };
  const lines = source.split("\n");
  return tree.nodes.flatMap((node) =>
    RULES.flatMap((rule) => {
      if (!applies(rule, node, code)) return [];
      const message = rule.check(node, code);
      if (message === null) return [];
      const place = placeOf(node, source, lines);
      return isIgnored(rule.name, place.line, lines)
        ? []
        : [{ rule: rule.name, ...place, message, why: rule.why, instead: rule.instead }];
    }),
  );
}

function applies(rule: Rule, node: Node, { hot }: Code): boolean {
  switch (rule.applies) {
    case "data":
      return true;
    case "timed":
      return hot.isTimed(node);
    case "repeated":
      return hot.isRepeated(node);
  }
}

function placeOf(node: Node, source: string, lines: readonly string[]) {
  const before = source.slice(0, node.start).split("\n");
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  const text = (lines[line - 1] ?? "").replace(/\r$/, "");
  const end = "body" in node && isStatement(node) ? startOfBody(node.body, node.end) : node.end;
  const length = Math.max(1, Math.min(end - node.start, text.trimEnd().length - column + 1));
  return { line, column, length, text };
}

function isStatement({ type }: Node): boolean {
  return type.endsWith("Statement");
}

/** Of a loop only its head is pointed at. */
function startOfBody(body: unknown, otherwise: number): number {
  return typeof body === "object" && body !== null && "start" in body && typeof body.start === "number"
    ? body.start - 1
    : otherwise;
}

function isIgnored(rule: string, line: number, lines: readonly string[]): boolean {
  return [lines[line - 1], lines[line - 2]].some((text) => {
    const named = /\/\/ ?lint-ignore ([\w-]+)/.exec(text ?? "")?.[1];
    return named === rule || named === "all";
  });
}
