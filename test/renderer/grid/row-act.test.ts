import { expect, test } from 'vitest';
import { rowActOf } from '../../../renderer/grid/row-act.ts';

const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

test.each([
  ['Enter', {}, 'open'],
  ['Enter', { shiftKey: true }, 'openInTab'],
  [' ', {}, 'toggleDetails'],
  ['F12', {}, 'follow'],
  // These change documents in ERP.net's own client, or choose rows.
  ['Enter', { ctrlKey: true }, null],
  ['Enter', { metaKey: true }, null],
  [' ', { shiftKey: true }, null],
  ['F12', { shiftKey: true }, null],
  ['ArrowDown', {}, null],
])('%s with %j asks for %s', (key, held, act) => {
  expect(rowActOf({ key, ...plain, ...held })).toBe(act);
});
