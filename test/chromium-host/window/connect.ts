import { nativeTheme } from '../api/native-theme.ts';
import { allSessions } from '../api/session.ts';
import type { Chromium } from '../chromium/chromium.ts';
import { followNetwork, Interception } from '../network/interception.ts';
import { allContents, contentsOfFrame } from './registry.ts';

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
  // Whatever opened past the page's own window.open: forms, frames, a middle click on something new.
  chromium.onPopup((targetId, openerId, url) => {
    const opener = contentsOfFrame(openerId);
    if (opener === undefined) return;
    void chromium.pipe.send('Target.closeTarget', { targetId }).catch(() => undefined);
    opener.askToOpen(url, '', 'new-window');
  });
  withHeaders = allSessions().some((session) => session.requests.headersReceived.used);
  await interception.enable(withHeaders);
}
