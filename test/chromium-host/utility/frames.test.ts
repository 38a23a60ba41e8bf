import { duplexPair } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameStream } from './frames.ts';

test('frames arrive whole and in order, however the pipe cuts them', async () => {
  const frames = fc.array(fc.record({ bytes: fc.uint8Array({ maxLength: 300 }) }), {
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(frames, fc.integer({ min: 1, max: 1_000 }), async (sent, cut) => {
      const [near, far] = duplexPair();
      const [cutNear, cutFar] = duplexPair();
      const received: object[] = [];
      const { promise, resolve } = Promise.withResolvers<void>();
      const sender = new FrameStream<object, object>(far, () => undefined);
      new FrameStream<object, object>(cutFar, (frame) => {
        received.push(frame);
        if (received.length === sent.length) resolve();
      });
      for (const frame of sent) sender.send(frame);
      far.end();
      const all = Buffer.concat(await near.toArray());
      for (let start = 0; start < all.length; start += cut) {
        cutNear.write(all.subarray(start, start + cut));
      }
      await promise;
      expect(received).toEqual(sent);
    }),
    { numRuns: 50 },
  );
});

test('each frame is a task of its own', async () => {
  const [near, far] = duplexPair();
  const steps: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  new FrameStream<object, { name: string }>(near, ({ name }) => {
    steps.push(name);
    queueMicrotask(() => {
      steps.push(`after ${name}`);
      if (name === 'two') resolve();
    });
  });
  const sender = new FrameStream<object, object>(far, () => undefined);
  sender.send({ name: 'one' });
  sender.send({ name: 'two' });
  await promise;
  expect(steps).toEqual(['one', 'after one', 'two', 'after two']);
});
