import { setTimeout as delay } from 'node:timers/promises';

// Nobody listens when the first messages come.
await delay(100);
const heard = [];
process.parentPort.on('message', ({ data }) => {
  heard.push(data);
  if (data === 'last') process.parentPort.postMessage({ heard, url: import.meta.url });
});
