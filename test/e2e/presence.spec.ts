import { hostOnly } from '../chromium-host/launch.ts';
import type { Simulator } from '../simulator/simulator.ts';
import type { RunningApp } from './installation.ts';
import { expect, test } from './navigator.ts';
import { openNavigator, signIn } from './person.ts';

const tokenRequests = 'POST /id/connect/token';

/** How often the Domain API was asked for rows. */
function rowRequests(simulator: Simulator): number {
  return simulator.control.requests().filter(({ path }) => path.includes('/odata/')).length;
}

/** Asks for rows as the page does when it repeats something by itself, and writes down in the page that they came. */
async function askByItself(app: RunningApp): Promise<void> {
  await app.window.evaluate(async () => {
    const query = {
      set: 'Crm_Sales_SalesOrders',
      columns: ['DocumentNo'],
      where: [],
      search: '',
      order: [],
    };
    const ticket = crypto.randomUUID();
    const asked = window.erp.fetchRows({
      ticket,
      query,
      source: 'instance',
      cursor: null,
      urgency: 'visible',
    });
    document.body.dataset.answer = 'none';
    void asked.then(({ ok }) => {
      document.body.dataset.answer = ok ? 'rows' : 'failure';
    });
    // Requests of a page arrive in their order, so the main process knows of the one for rows afterwards.
    await window.erp.connectionState();
  });
}

const answerTo = (app: RunningApp): Promise<string | undefined> =>
  app.window.evaluate(() => document.body.dataset.answer);

type Power = 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen';

function emit(app: RunningApp, event: Power): Promise<void> {
  return app.electron.evaluate((_, name) => globalThis.__chromiumHost.power.emit(name), event);
}

test('while the screen is locked nothing is asked for by itself, and everything afterwards', async ({
  installation,
  userBrowser,
  simulator,
}) => {
  hostOnly();
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(app.window, 'Customers');
  const before = rowRequests(simulator);
  await emit(app, 'lock-screen');
  await askByItself(app);
  expect([await answerTo(app), rowRequests(simulator)]).toEqual(['none', before]);
  await emit(app, 'unlock-screen');
  await expect.poll(() => answerTo(app)).toBe('rows');
  expect(rowRequests(simulator)).toBe(before + 1);
});

test('while the window is minimized nothing is asked for by itself either', async ({
  installation,
  userBrowser,
  simulator,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(app.window, 'Customers');
  const before = rowRequests(simulator);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  await askByItself(app);
  expect([await answerTo(app), rowRequests(simulator)]).toEqual(['none', before]);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.restore());
  await expect.poll(() => answerTo(app)).toBe('rows');
});

test('no renewal begins when the computer is about to sleep; it follows when the computer is awake', async ({
  installation,
  userBrowser,
  simulator,
}) => {
  hostOnly();
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(app.window, 'Customers');
  const before = simulator.control.counts()[tokenRequests] ?? 0;
  simulator.control.expireAccessTokens();
  await emit(app, 'suspend');
  await askByItself(app);
  const refusals = () => simulator.control.requests().filter(({ status }) => status === 401);
  await expect.poll(() => refusals().length).toBe(1);
  expect(simulator.control.counts()[tokenRequests]).toBe(before);
  await emit(app, 'resume');
  await expect.poll(() => answerTo(app)).toBe('rows');
  expect(simulator.control.counts()[tokenRequests]).toBe(before + 1);
});
