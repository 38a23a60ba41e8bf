import type { Session as ElectronSession, WebContents } from 'electron';
import type { HostSession } from '../api/session.ts';
import { host } from '../host.ts';
import type { UpMessage } from '../page/messages.ts';
import type { HostWebFrame } from './frames.ts';
import type { IpcSource } from './ipc.ts';

type Ask = NonNullable<Parameters<ElectronSession['setPermissionRequestHandler']>[0]>;
type Check = NonNullable<Parameters<ElectronSession['setPermissionCheckHandler']>[0]>;
type Question = Extract<UpMessage, { type: 'permission' }>;

/** The protocol's names for what Chromium itself must be told to grant. */
const grants: Readonly<Record<string, 'geolocation' | 'notifications' | 'clipboardReadWrite'>> = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  'clipboard-read': 'clipboardReadWrite',
  'clipboard-sanitized-write': 'clipboardReadWrite',
};

/** Puts a page's question to the session's handlers; without a handler Electron grants everything. */
async function decide(
  session: HostSession,
  contents: WebContents,
  frame: HostWebFrame,
  question: Question,
): Promise<boolean> {
  const { permissionRequest, permissionCheck } = session;
  const requestingUrl = frame.url;
  const origin = `${frame.origin}/`;
  if (question.check) {
    // The page's word for a permission may be one that Electron's type doesn't list.
    const name = question.permission as Parameters<Check>[1];
    const details = { isMainFrame: true, requestingUrl, securityOrigin: origin };
    return permissionCheck === null || permissionCheck(contents, name, origin, details);
  }
  if (permissionRequest === null) return true;
  const name = question.permission as Parameters<Ask>[1];
  const mediaTypes = question.mediaTypes.filter((kind) => kind === 'audio' || kind === 'video');
  const details = { isMainFrame: true, requestingUrl };
  return await new Promise((resolve) => {
    permissionRequest(
      contents,
      name,
      resolve,
      name === 'media' ? { ...details, securityOrigin: origin, mediaTypes } : details,
    );
  });
}

/** Decides, tells the browser of what was granted, and answers the page. */
export async function answerPermission(
  session: HostSession,
  { contents, page, frame, contextId }: IpcSource,
  question: Question,
): Promise<void> {
  const origin = host.origins.toPage(frame.url);
  // The app's handlers expect Electron's type, for which this host's contents stand in.
  const asking = contents as unknown as WebContents;
  const allowed = await decide(session, asking, frame, question);
  const grant = grants[question.permission];
  if (allowed && grant !== undefined && !question.check) await host.chromium?.grant(grant, origin);
  page.tell({ type: 'permission', id: question.id, allowed }, contextId);
}
