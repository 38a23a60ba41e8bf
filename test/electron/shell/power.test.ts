import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { followPower } from '../../../electron/shell/power.ts';

test('sleep and waking of the computer are passed on, each time and in their order', () => {
  const powerMonitor = new EventEmitter();
  const heard: string[] = [];
  followPower(powerMonitor, {
    suspend: () => heard.push('suspend'),
    resume: () => heard.push('resume'),
  });
  for (const event of ['suspend', 'resume', 'resume', 'suspend']) powerMonitor.emit(event);
  expect(heard).toEqual(['suspend', 'resume', 'resume', 'suspend']);
});
