/** A temporary git repository. Its notebook's folder is `notebooks`. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface Repository {
  readonly folder: string;
  /** The notebook's folder. */
  readonly notebooks: string;
  git(...args: string[]): string;
  write(files: Readonly<Record<string, string>>): void;
  /** Writes, adds and commits; returns the hash. */
  commit(files: Readonly<Record<string, string>>): string;
  remove(): void;
}

/** The reason to skip, or false. */
export const withoutGit = (() => {
  try {
    execFileSync("git", ["--version"], { stdio: "ignore" });
    return false;
  } catch {
    return "there is no git here";
  }
})();

export function makeRepository(): Repository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "benchbook-repository-")));
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
  const write = (files: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Test");
  git("config", "user.email", "test@example.org");
  git("config", "commit.gpgsign", "false");
  const notebooks = join(folder, "notebooks");
  mkdirSync(notebooks);
  return {
    folder,
    notebooks,
    git,
    write,
    commit(files) {
      write(files);
      git("add", "--all");
      git("commit", "--quiet", "--message", "change");
      return git("rev-parse", "HEAD");
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
