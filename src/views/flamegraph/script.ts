/** The widget as one small script. */
export function flameScript(): string {
  return "";
}
