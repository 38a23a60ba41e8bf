import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { recordScheme } from '../../../electron/contract/record-links.ts';
import { openRecordLinks } from '../../../electron/shell/record-links.ts';

const id = '6f1c1d9e-3f5b-4c0e-9d1a-000000000001';
const host = 'demodb.my.erp.net';
const order = `erpnet-navigator://${host}/Crm_Sales_SalesOrders(${id})`;
const record = { set: 'Crm_Sales_SalesOrders', id };

/** Electron's `app`, of an installed program or of one that was built from the sources. */
class FakeApp extends EventEmitter {
  readonly isPackaged: boolean;
  readonly setAsDefaultProtocolClient = vi.fn(() => true);

  constructor(isPackaged = true) {
    super();
    this.isPackaged = isPackaged;
  }
}

describe('a link to a record', () => {
  it('is told and taken once, whichever way the system hands it over', () => {
    const app = new FakeApp();
    const links = openRecordLinks(app, ['navigator', '--no-sandbox', order]);
    expect(links.take(host)).toEqual(record);
    expect(links.take(host)).toBeNull();

    const opened = vi.fn();
    links.onOpened(opened);
    app.emit('second-instance', {}, ['navigator', order, '--flag'], '/');
    expect(opened).toHaveBeenCalledTimes(1);
    expect(links.take(host)).toEqual(record);

    const preventDefault = vi.fn();
    app.emit('open-url', { preventDefault }, order.replace(host, host.toUpperCase()));
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(opened).toHaveBeenCalledTimes(2);
    expect(links.take(host)).toEqual(record);
  });

  it('waits for its own instance', () => {
    const links = openRecordLinks(new FakeApp(), [order]);
    expect(links.take('factory.my.erp.net')).toBeNull();
    expect(links.take(host)).toEqual(record);
  });

  it.each([
    ['to nothing', 'erpnet-navigator://'],
    ['to a whole set', `erpnet-navigator://${host}/Crm_Sales_SalesOrders`],
    ['with a query', `${order}?$expand=Lines`],
    ['with more of a path', `${order}/Lines`],
    ['with a password', order.replace('//', '//user:secret@')],
    ['of another scheme', order.replace('erpnet-navigator', 'https')],
    ['with something before it', `x${order}`],
    ['with a set that is no name', `erpnet-navigator://${host}/../Sets(${id})`],
    ['with an id that is none', order.replace(id, 'row-1')],
  ])('%s is ignored', (_, text) => {
    const app = new FakeApp();
    const links = openRecordLinks(app, []);
    const opened = vi.fn();
    links.onOpened(opened);
    app.emit('second-instance', {}, [text], '/');
    expect(opened).not.toHaveBeenCalled();
    expect(links.take(host)).toBeNull();
  });

  it('is opened with an installed program, not with a build from the sources', async () => {
    const installed = new FakeApp();
    openRecordLinks(installed, []).onOpened(vi.fn());
    expect(installed.setAsDefaultProtocolClient).toHaveBeenCalledWith(recordScheme);
    const built = new FakeApp(false);
    openRecordLinks(built, []).onOpened(vi.fn());
    expect(built.setAsDefaultProtocolClient).not.toHaveBeenCalled();
    expect(await readFile('electron-builder.yml', 'utf8')).toContain(`- ${recordScheme}\n`);
  });
});
