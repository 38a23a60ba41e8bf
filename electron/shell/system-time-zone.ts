/**
 * The system's time zone now, as an IANA name. V8 asks the system once and keeps the answer; Node has it ask again when
 * `TZ` is written or removed, and where it was set the system does not count anyway.
 * @param environment `process.env`
 */
export function systemTimeZone(environment: NodeJS.ProcessEnv): string {
  if (environment.TZ === undefined) delete environment.TZ;
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
