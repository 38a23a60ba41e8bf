import type { Bundle } from '../../build/bundled-modules.ts';

/** What a program loads by itself, before any of its own code asks for more. */
export interface StartUp {
  /** Bundles, the program itself among them. */
  readonly chunks: readonly string[];
  /** The project's files and the folders of packages in these. */
  readonly modules: readonly string[];
  /** What is loaded from outside: Electron, Node's modules, packages that were not bundled. */
  readonly outside: readonly string[];
}

/** Follows a program's imports through its bundles; what is imported when it is asked for, with `import()`, is not among them. */
export function startUp({ chunks }: Bundle, program: string): StartUp {
  const loaded = new Set([program]);
  const outside = new Set<string>();
  for (const name of loaded) {
    for (const imported of chunks[name]?.imports ?? []) {
      if (imported in chunks) loaded.add(imported);
      else outside.add(imported);
    }
  }
  const modules = [...loaded].flatMap((name) => chunks[name]?.modules ?? []);
  return { chunks: [...loaded].sort(), modules: modules.sort(), outside: [...outside].sort() };
}
