import { useState } from 'react';
import { useCommand } from '../commands/command.ts';

/** What the diagnostics show. */
export type DiagnosticsPart = 'connectionTest' | 'requestList' | 'copyDiagnostics';

/** Where somebody was who opened them. */
export interface DiagnosedPlace {
  /** The instance, as it is typed; empty for none. */
  readonly host: string;
  /** The entity set that is open; null for none. */
  readonly set: string | null;
}

/** The diagnostics as they were opened. */
export interface OpenedDiagnostics extends DiagnosedPlace {
  readonly part: DiagnosticsPart;
}

/** Opens a part of the diagnostics. */
export type OpenDiagnostics = (opened: OpenedDiagnostics) => void;

/** Holds what is open of the diagnostics; null for nothing. */
export function useDiagnostics() {
  const [opened, setOpened] = useState<OpenedDiagnostics | null>(null);
  return { opened, open: setOpened, close: () => setOpened(null) };
}

/** Offers the diagnostics of a place, to the palette, the menu, and to what has failed there. */
export function useDiagnosticsCommands(open: OpenDiagnostics, place: DiagnosedPlace) {
  useCommand('connectionTest', () => open({ ...place, part: 'connectionTest' }));
  useCommand('requestList', () => open({ ...place, part: 'requestList' }));
  useCommand('copyDiagnostics', () => open({ ...place, part: 'copyDiagnostics' }));
}
