import { isBuiltin } from 'node:module';

/** Packages that a bundle imports or requires; Node's own modules are not among them. */
export function askedPackages(program: string): string[] {
  const asked = program.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"\n]*["']([^'"\n]+)["']|\b(?:require|import)\(["']([^'"\n]+)["']\)/g,
  );
  return [...asked]
    .map(([, imported, required]) => imported ?? required ?? '')
    .filter((name) => !name.startsWith('.') && !isBuiltin(name));
}
