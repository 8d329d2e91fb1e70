/** The user's source files as modules; esbuild is loaded with the first one. */

export async function bundleModule(path: string, folder: string): Promise<{ js: string; map: string }> {
  const language = (await import(new URL("../../language/bundle-module.js", import.meta.url).href)) as {
    bundleModule(path: string, folder: string): Promise<{ js: string; map: string }>;
  };
  return language.bundleModule(path, folder);
}
