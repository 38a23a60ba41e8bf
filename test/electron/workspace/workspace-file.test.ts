import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyWorkspace, type Workspace } from '../../../electron/contract/workspace.ts';
import { workspacesIn } from '../../../electron/workspace/workspace-file.ts';
import { memoryDisk } from '../disk/memory-disk.ts';

const orders: Workspace = {
  navigator: { set: 'Crm_Sales_SalesOrders', search: 'Петров', order: null },
  recent: ['Crm_Sales_SalesOrders'],
  starred: [],
  columnWidths: { Crm_Sales_SalesOrders: { DocumentNo: 140 } },
};

test('a workspace comes back at the next start, and to its own account only', async () => {
  const disk = memoryDisk();
  await workspacesIn(disk, 'workspaces').write('maria', orders);
  const next = workspacesIn(disk, 'workspaces');
  expect(await next.read('maria')).toEqual(orders);
  expect(await next.read('john')).toEqual(emptyWorkspace);
});

test('the last of several writes is what stays', async () => {
  const disk = memoryDisk();
  const workspaces = workspacesIn(disk, 'workspaces');
  await Promise.all([
    workspaces.write('maria', emptyWorkspace),
    workspaces.write('maria', { ...orders, starred: ['A'] }),
    workspaces.write('maria', orders),
  ]);
  expect(await workspacesIn(disk, 'workspaces').read('maria')).toEqual(orders);
});

test('a full disk is told, and the workspace holds until the app is closed', async () => {
  const disk = memoryDisk();
  const workspaces = workspacesIn(disk, 'workspaces');
  disk.full = true;
  expect(await workspaces.write('maria', orders)).toEqual({
    ok: false,
    error: { code: 'storageFailed' },
  });
  expect(await workspaces.read('maria')).toEqual(orders);
});

test('a broken workspace is put aside and an empty one opened', async () => {
  const path = join('workspaces', 'maria.json');
  const disk = memoryDisk({ [path]: '{"navigator":7}' });
  expect(await workspacesIn(disk, 'workspaces').read('maria')).toEqual(emptyWorkspace);
  expect([...disk.files.keys()]).toEqual([`${path}.broken`]);
});
