/** What the system tells of its sleep: Electron's `powerMonitor`. */
export interface SleepMonitor {
  on(event: 'suspend', listener: () => void): unknown;
  on(event: 'resume', listener: () => void): unknown;
}

/** What must know when the computer sleeps. */
export interface Sleeper {
  suspend(): void;
  resume(): void;
}

/**
 * Tells when the computer goes to sleep and wakes up. Some systems tell of a waking twice, some of one without a sleep.
 * @see Electron docs, `powerMonitor`, events `suspend` and `resume`
 */
export function followPower(powerMonitor: SleepMonitor, sleeper: Sleeper): void {
  powerMonitor.on('suspend', () => sleeper.suspend());
  powerMonitor.on('resume', () => sleeper.resume());
}
