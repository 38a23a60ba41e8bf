import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './navigator.ts';

test.skip(process.platform !== 'linux', 'Elsewhere the computer’s policy can’t be another file.');

test('a policy locks instance and language, and the native menu speaks that language and opens the settings', async ({
  installation,
  simulator,
}) => {
  const policy = {
    locked: { host: simulator.host, language: 'bg', offlineDays: 'seven' },
    preset: { staySignedIn: false },
  };
  const file = join(installation.userData, '..', 'policy.json');
  await writeFile(file, JSON.stringify(policy));
  const { window, electron } = await installation.start({ TEST_POLICY_FILE: file });

  const host = window.getByLabel('Адрес на инстанцията');
  await expect(host).toHaveValue(simulator.host);
  await expect(host).not.toBeEditable();
  await expect(window.getByText('Управлява се от вашата организация')).toBeVisible();
  await window.getByRole('button', { name: 'Намери' }).click();
  await expect(window.getByRole('checkbox', { name: 'Запомни входа' })).not.toBeChecked();
  const elsewhere = await window.evaluate(() =>
    globalThis.window.erp.findInstance({ host: 'a.example' }),
  );
  expect(elsewhere).toEqual({ ok: false, error: { code: 'managed' } });

  const menu = await electron.evaluate(({ Menu }) => {
    const shown = Menu.getApplicationMenu();
    const item = (id: string) => shown?.getMenuItemById(id);
    item('about')?.click();
    return {
      labels: shown?.items.map(({ label }) => label),
      offered: ['about', 'columns'].map((id) => item(id)?.enabled),
    };
  });
  expect(menu.labels?.[0]).toBe('&Файл');
  expect(menu.offered).toEqual([true, false]);
  const about = window.getByRole('dialog', { name: 'Настройки' });
  await expect(about.getByText(/^\d+\.\d+\.\d+$/).first()).toBeVisible();
  await expect(about.getByRole('note')).toContainText('offlineDays');
});
