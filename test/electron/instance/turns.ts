/** How many turns others had while something was done. */
export async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isAtWork = true;
  const take = (): void => {
    turns += 1;
    if (isAtWork) setImmediate(take);
  };
  setImmediate(take);
  await work();
  isAtWork = false;
  return turns;
}
