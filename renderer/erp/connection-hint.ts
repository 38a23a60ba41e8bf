import type { ErpApi } from '../../electron/contract/requests.ts';

/** Whether a connection costs by what is fetched, as far as Chromium tells: not every system has told it. */
function isMetered(connection: object): boolean {
  const savesData = 'saveData' in connection && connection.saveData === true;
  return savesData || ('type' in connection && connection.type === 'cellular');
}

/**
 * Tells the main process whether the connection is metered, now and whenever that changes: somebody has asked the system to save
 * data, or the way leads over a mobile network. It is a hint; where Chromium has none, nothing is told.
 *
 * @param page - `navigator`
 * @see Network Information API, `NetworkInformation.saveData` and `type`
 */
export function followConnection(erp: Pick<ErpApi, 'connectionHint'>, page: object): void {
  const connection = 'connection' in page ? page.connection : undefined;
  if (!(connection instanceof EventTarget)) return;
  const tell = () => void erp.connectionHint({ isMetered: isMetered(connection) });
  tell();
  connection.addEventListener('change', tell);
}
