import { expect, test } from 'vitest';
import { keptPicture } from '../../../electron/answers/kept-picture.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';
import { textOf } from '../../simulator/domain-api/api-under-test.ts';
import { succeeded } from '../instance/connected.ts';
import { openAccount } from './account.ts';

const set = 'General_Products_ProductGroups';

test('pictures of a kept set come as the wish was, are there offline, and are asked of nobody else', async () => {
  const account = await openAccount(temporaryFolder());
  const online = await account.start();
  const { simulator } = account;
  const selected = () =>
    simulator.control
      .requests()
      .filter(({ search }) => /[=,]Picture\b/.test(decodeURIComponent(search)));
  const kept = () => online.sync.keptSets().sets.find((each) => each.set === set);

  succeeded(await online.sync.keep({ set, along: [], withPictures: false }));
  await expect.poll(() => kept()?.status, { timeout: 20_000 }).toBe('upToDate');
  expect(selected()).toEqual([]);

  succeeded(await online.sync.keep({ set, along: [], withPictures: true }));
  await expect.poll(() => kept()?.pictures?.here, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(selected().length).toBeGreaterThan(0);

  account.cut(true);
  const offline = await account.start();
  const group = simulator.control.rows(set).find(({ Picture }) => typeof Picture === 'string');
  const id = textOf(group, 'Id');
  const picture = succeeded(await keptPicture(offline.copy.ask, { set, id, column: 'Picture' }));
  expect(picture).toMatchObject({
    status: 'here',
    kind: 'image/png',
    address: `data:image/png;base64,${textOf(group, 'Picture')}`,
  });
});
