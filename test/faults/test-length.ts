/** `npm run test:long`: the tests that live by numbers take many more of them, and hours if they have to. */
export const isLong = process.env.LONG_TESTS === '1';
