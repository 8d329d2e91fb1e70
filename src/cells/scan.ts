/** As much of TypeScript's lexical grammar as it takes to know whether a line starts at the top level of a cell. */

/** Where a line starts: what is open, and the token before it. */
export interface ScanState {
  /** Open brackets and templates, innermost last; `${` is the code inside a template. */
  readonly open: readonly Opener[];
  readonly comment: boolean;
  /** Quote of a string that a `\` at the line's end carries on. */
  readonly quote: string | null;
  /** The last word or character of code, `""` at the start. */
  readonly last: string;
}

type Opener = "(" | "[" | "{" | "`" | "${";

export const AT_START: ScanState = { open: [], comment: false, quote: null, last: "" };

export function atTopLevel(state: ScanState): boolean {
  return state.open.length === 0 && !state.comment && state.quote === null;
}

/** Whether an expression may go on after the code so far: it ended without `;` or a block's brace. */
export function mayContinue(state: ScanState): boolean {
  return state.last !== "" && state.last !== ";" && state.last !== "}";
}

/** The state after one more line of code. */
export function scanLine(state: ScanState, text: string): ScanState {
  const scanner: Scanner = {
    text,
    at: 0,
    open: [...state.open],
    comment: state.comment,
    quote: null,
    last: state.last,
  };
  if (state.quote !== null) skipString(scanner, state.quote);
  while (scanner.at < text.length) step(scanner);
  return { open: scanner.open, comment: scanner.comment, quote: scanner.quote, last: scanner.last };
}

interface Scanner {
  readonly text: string;
  at: number;
  readonly open: Opener[];
  comment: boolean;
  quote: string | null;
  last: string;
}

const WORD = /[\p{L}\p{N}_$]+/uy;

function step(scanner: Scanner): void {
  const { text, at } = scanner;
  const character = text[at]!;
  const pair = text.slice(at, at + 2);
  if (scanner.comment) skipComment(scanner);
  else if (scanner.open.at(-1) === "`") stepTemplate(scanner, pair);
  else if (pair === "//") scanner.at = text.length;
  else if (pair === "/*") {
    scanner.comment = true;
    scanner.at += 2;
  } else if (character === '"' || character === "'") {
    scanner.at += 1;
    skipString(scanner, character);
  } else if (character === "/" && startsOperand(scanner.last)) skipRegularExpression(scanner);
  else if (/\s/.test(character)) scanner.at += 1;
  else stepCode(scanner, character);
}

function stepCode(scanner: Scanner, character: string): void {
  WORD.lastIndex = scanner.at;
  const token = WORD.exec(scanner.text)?.[0] ?? character;
  scanner.at += token.length;
  scanner.last = token;
  if (token === "(" || token === "[" || token === "{" || token === "`") scanner.open.push(token);
  else if (token === ")" || token === "]" || token === "}") close(scanner, token);
}

const OPENERS: Readonly<Record<string, readonly Opener[]>> = { ")": ["("], "]": ["["], "}": ["{", "${"] };

/** A closer without its opener is a syntax error that the compiler reports; here it closes nothing. */
function close(scanner: Scanner, closer: string): void {
  const innermost = scanner.open.at(-1);
  if (innermost !== undefined && OPENERS[closer]!.includes(innermost)) scanner.open.pop();
}

function stepTemplate(scanner: Scanner, pair: string): void {
  if (pair.startsWith("\\")) scanner.at += 2;
  else if (pair === "${") {
    scanner.open.push("${");
    scanner.at += 2;
    scanner.last = "${";
  } else {
    if (pair.startsWith("`")) {
      scanner.open.pop();
      scanner.last = "`";
    }
    scanner.at += 1;
  }
}

function skipComment(scanner: Scanner): void {
  const end = scanner.text.indexOf("*/", scanner.at);
  scanner.comment = end < 0;
  scanner.at = end < 0 ? scanner.text.length : end + 2;
}

function skipString(scanner: Scanner, quote: string): void {
  scanner.last = quote;
  while (scanner.at < scanner.text.length) {
    const character = scanner.text[scanner.at]!;
    scanner.at += character === "\\" ? 2 : 1;
    if (character === quote) return;
  }
  if (scanner.at > scanner.text.length) scanner.quote = quote;
}

const REGULAR_EXPRESSION = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\//y;

function skipRegularExpression(scanner: Scanner): void {
  REGULAR_EXPRESSION.lastIndex = scanner.at;
  const match = REGULAR_EXPRESSION.exec(scanner.text);
  scanner.at += match?.[0].length ?? 1;
  scanner.last = "/";
}

const BEFORE_OPERAND = new Set([..."(,=:[!&|?{};+-*%<>~^", "", "${", "return", "typeof", "case", "in", "of"]);
const KEYWORDS_BEFORE_OPERAND = new Set(["void", "delete", "throw", "new", "await", "yield", "else", "do"]);

/** After these a `/` starts a regular expression, after anything else it divides. */
function startsOperand(last: string): boolean {
  return BEFORE_OPERAND.has(last) || KEYWORDS_BEFORE_OPERAND.has(last);
}
