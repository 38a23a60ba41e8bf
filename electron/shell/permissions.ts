import type { Session } from 'electron';

/**
 * Denies every web permission to every page: the app's own page needs none, because it reaches the system through the
 * contract only.
 * @see Electron docs, security checklist, item 5
 */
export function denyPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
