/** A session as far as pages can download with it: Electron's `session`. */
export interface DownloadingSession {
  on(event: 'will-download', listener: (event: { preventDefault(): void }) => void): unknown;
}

/** Lets no page save a file: what people export is written by the main process, where they said. */
export function denyDownloads(session: DownloadingSession): void {
  session.on('will-download', (event) => event.preventDefault());
}
