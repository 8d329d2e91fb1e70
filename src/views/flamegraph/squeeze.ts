/**
 * Compiled functions with the blanks taken out that JavaScript does not need. Names stay: no parser is at hand here.
 * Texts, templates and regular expressions stay as they are. The compiler ends each statement with a semicolon, so
 * that line breaks behind `;`, `{`, `}` and `,` say nothing, but for a `}` that ends an expression or a function.
 */
export function squeeze(code: string): string {
  const kept = code.replace(TOKENS, (token, comment: string | undefined, blank: string | undefined) => {
    if (comment !== undefined) return "";
    return blank === undefined ? token : blank.includes("\n") ? "\n" : " ";
  });
  const parts = kept.split(VERBATIM);
  // Odd parts are verbatim.
  return parts
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/\n+/g, "\n")
            .replace(/ ?([=<>!?:;,{}()[\]&|*%^~]|\.\.\.) ?/g, "$1")
            .replace(/([\w)\]]) ?([+-]=?|\/) ?(?=[\w(])/g, "$1$2")
            .replace(/([;,{(]|=>)\n/g, "$1")
            .replace(/\n(?=[})\].?:&|,])/g, "")
            .replace(/(?<=[;{}])const [^;{}]*(?:;const [^;{}]*)+(?=;)/g, (run) =>
              run.replaceAll(";const ", ","),
            ),
    )
    .join("");
}

const TEXTS = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\`(?:[^\`\\]|\\.)*\``;
/** A slash begins a regular expression behind what cannot end a value. */
const REGEXES = String.raw`(?<=[=(,:!&|?[]\s*)\/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*`;
const TOKENS = new RegExp(String.raw`${TEXTS}|${REGEXES}|(\/\*[^]*?\*\/|\/\/[^\n]*)|(\s+)`, "g");
const VERBATIM = new RegExp(`(${TEXTS}|${REGEXES})`, "g");
