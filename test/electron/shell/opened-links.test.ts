import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { linkScheme } from '../../../electron/contract/links.ts';
import { openLinks } from '../../../electron/shell/opened-links.ts';

const id = '6f1c1d9e-3f5b-4c0e-9d1a-000000000001';
const host = 'demodb.my.erp.net';
const order = `erpnet-navigator://${host}/Crm_Sales_SalesOrders(${id})`;
const record = { kind: 'record', set: 'Crm_Sales_SalesOrders', id };

/** Electron's `app`, of an installed program or of one that was built from the sources. */
class FakeApp extends EventEmitter {
  readonly isPackaged: boolean;
  readonly setAsDefaultProtocolClient = vi.fn(() => true);

  constructor(isPackaged = true) {
    super();
    this.isPackaged = isPackaged;
  }
}

describe('a link', () => {
  it('is told and taken once, whichever way the system hands it over', () => {
    const app = new FakeApp();
    const links = openLinks(app, ['navigator', '--no-sandbox', order], 'linux');
    expect(links.waiting()).toEqual({ host });
    expect(links.take(host)).toEqual(record);
    expect(links.take(host)).toBeNull();

    const changed = vi.fn();
    links.onChange(changed);
    app.emit('second-instance', {}, ['navigator', order, '--flag'], '/');
    expect(changed.mock.calls).toEqual([[{ host }]]);
    expect(links.take(host)).toEqual(record);
    expect(changed).toHaveBeenLastCalledWith(null);

    const preventDefault = vi.fn();
    app.emit('open-url', { preventDefault }, order.replace(host, host.toUpperCase()));
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(changed).toHaveBeenLastCalledWith({ host });
    expect(links.take(host)).toEqual(record);
  });

  it('waits for its own instance', () => {
    const links = openLinks(new FakeApp(), [order], 'linux');
    expect(links.take('factory.my.erp.net')).toBeNull();
    expect(links.take(host)).toEqual(record);
  });

  it('is forgotten when somebody does not want to go there, and when a newer one comes', () => {
    const app = new FakeApp();
    const links = openLinks(app, [order], 'linux');
    links.dismiss();
    expect(links.waiting()).toBeNull();
    expect(links.take(host)).toBeNull();

    app.emit('second-instance', {}, [order], '/');
    app.emit('second-instance', {}, [order.replace(host, 'factory.my.erp.net')], '/');
    expect(links.take(host)).toBeNull();
    expect(links.waiting()).toEqual({ host: 'factory.my.erp.net' });
  });

  it('that is none changes nothing, whatever it looks like', () => {
    const app = new FakeApp();
    const links = openLinks(app, [order], 'linux');
    const changed = vi.fn();
    links.onChange(changed);
    app.emit('second-instance', {}, [`${order}x`, '--flag', 'https://evil.example/'], '/');
    expect(changed).not.toHaveBeenCalled();
    expect(links.take(host)).toEqual(record);
  });

  it('is opened with an installed program, not with a build from the sources', async () => {
    const installed = new FakeApp();
    openLinks(installed, [], 'linux').onChange(vi.fn());
    expect(installed.setAsDefaultProtocolClient).toHaveBeenCalledWith(linkScheme);
    const built = new FakeApp(false);
    openLinks(built, [], 'linux').onChange(vi.fn());
    expect(built.setAsDefaultProtocolClient).not.toHaveBeenCalled();
    expect(await readFile('electron-builder.yml', 'utf8')).toContain(`- ${linkScheme}\n`);
  });
});
