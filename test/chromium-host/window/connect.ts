import { nativeTheme } from '../api/native-theme.ts';
import { allSessions } from '../api/session.ts';
import type { Chromium } from '../chromium/chromium.ts';
import { followNetwork, Interception } from '../network/interception.ts';
import { allContents } from './registry.ts';

/** Ties the running browser to the windows, sessions and switches of this process. */
export async function connectWindows(chromium: Chromium): Promise<void> {
  const interception = new Interception(chromium);
  let withHeaders = false;
  const followSessions = () => {
    const wanted = allSessions().some((session) => session.requests.headersReceived.used);
    if (wanted === withHeaders) return;
    withHeaders = wanted;
    void interception.enable(wanted);
  };
  for (const session of allSessions()) session.on('headers-wanted', followSessions);
  nativeTheme.on('updated', () => {
    for (const contents of allContents) contents.applyTheme();
  });
  followNetwork();
  withHeaders = allSessions().some((session) => session.requests.headersReceived.used);
  await interception.enable(withHeaders);
}
