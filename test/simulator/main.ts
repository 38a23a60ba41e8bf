import { parseArgs } from 'node:util';
import { z } from 'zod';
import { defaultUsers, type SimulatorOptions, switchesSchema } from './options.ts';
import { startSimulator } from './simulator.ts';

/**
 * `npm run simulator`: runs a simulated instance until Ctrl+C. Every switch of `options.ts` is a flag in
 * kebab-case: `--access-token-lifetime 30`, `--refresh-token-expiry absolute`, `--error-wrapper false`.
 */

const flagsSchema = switchesSchema.partial().extend({
  port: z.int().min(0).max(65_535).default(8480),
  orders: z.int().min(1).optional(),
});

const flagName = (option: string) =>
  option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A flag's text as the value it means: a number, true or false, or the text itself. */
function meaning(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** @throws Error with a sentence for people if a flag is unknown or its value makes no sense. */
function readFlags(args: string[]): Partial<SimulatorOptions> {
  const names = Object.keys(flagsSchema.shape);
  const options = Object.fromEntries(
    names.map((name) => [flagName(name), { type: 'string' } as const]),
  );
  const { values } = parseArgs({ args, options });
  const given = names.flatMap((name) => {
    const text = values[flagName(name)];
    return text === undefined ? [] : [[name, meaning(text)] as const];
  });
  const parsed = flagsSchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
}

async function main(): Promise<void> {
  if (Number.parseInt(process.versions.node, 10) < 24) {
    throw new Error(`The simulator needs Node 24 or later; this is ${process.versions.node}.`);
  }
  const simulator = await startSimulator(readFlags(process.argv.slice(2)));
  const people = defaultUsers.map(({ login, password }) => `  ${login}, password ${password}`);
  console.log(`A simulated ERP.net instance is running. Enter this host into the app:

  ${simulator.host}

and sign in as one of

${people.join('\n')}

Ctrl+C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void simulator.close());
  }
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const sentence = taken ? 'That port is taken; choose another with --port.' : String(error);
  console.error(sentence.replace(/^(Type)?Error(:| \[\w+\]:) /, ''));
  process.exitCode = 1;
});
