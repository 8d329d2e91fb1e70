/** Packages of the notebook's folder: what `%install` asks for. */

export interface InstallRequest {
  /** As npm takes them: `left-pad`, `mathjs@15`, `@scope/name@^2`. */
  readonly specifiers: readonly string[];
  readonly signal: AbortSignal;
  /** The last line that npm has printed. */
  readonly onLine: (line: string) => void;
}

export interface Installed {
  readonly name: string;
  /** Null where the package has none in reach, such as a Git address whose name is not known. */
  readonly version: string | null;
}

export interface Packages {
  /** Throws a UserError where npm is missing, fails, takes too long or is interrupted. */
  install(request: InstallRequest): Promise<readonly Installed[]>;
}
