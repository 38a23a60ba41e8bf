/** The key of every copy that these tests break. */
export const faultKey = new Uint8Array(32).map((_, index) => index * 5 + 2);
