// Loaded before the app's main bundle (`electron -r`): the app lives by a clock that is ahead of this computer's.
const ahead = Number(process.env.TEST_CLOCK_AHEAD_MS ?? 0);
const now = Date.now.bind(Date);
if (ahead !== 0) Date.now = () => now() + ahead;
