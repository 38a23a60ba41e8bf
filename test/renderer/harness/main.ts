import './schemas-without-code.ts';
import { createFakeErp, type FakeErp, untroubled } from '../fake-erp.ts';
import { scenes } from './scenes.ts';

declare global {
  interface Window {
    /** The fake main process, for specs. */
    fake: FakeErp;
  }
}

const name = new URLSearchParams(location.search).get('scene') ?? 'browsing';
const fake = createFakeErp({ ...untroubled, ...scenes[name] });
Object.assign(window, { erp: fake, fake });
await import('../../../renderer/main.tsx');
