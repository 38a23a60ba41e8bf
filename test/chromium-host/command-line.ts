/** What Electron's own start-up reads from its command line. */
export interface CommandLine {
  /** The arguments after the executable, as given. */
  readonly args: readonly string[];
  /** `--name` and `--name=value`, wherever they stand; shared with `app.commandLine`. */
  readonly switches: Map<string, string>;
  /** Modules named with `-r` before the app's folder, loaded before the app's own code. */
  readonly modules: readonly string[];
  /** The app's folder or entry file: the first argument that is not an option. */
  readonly app: string | undefined;
}

/** Parses the arguments that follow the executable, in the manner of Electron's default app. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const switches = new Map<string, string>();
  const modules: string[] = [];
  let app: string | undefined;
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (app === undefined && (argument === '-r' || argument === '--require')) {
      index += 1;
      modules.push(args[index] ?? '');
    } else if (argument.startsWith('--')) {
      const [name = '', ...value] = argument.slice(2).split('=');
      if (name !== '') switches.set(name, value.join('='));
    } else if (!argument.startsWith('-')) {
      app ??= argument;
    }
  }
  return { args, switches, modules, app };
}
