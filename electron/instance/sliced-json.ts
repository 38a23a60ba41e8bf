import { setImmediate as othersTurn } from 'node:timers/promises';
import { elementEnds, findArray, skipSpace } from './json-scan.ts';
import { parseLosslessJson } from './lossless-json.ts';

/** What is parsed at a stretch, in characters: one or two milliseconds' work. */
const usualSlice = 32_768;

/**
 * Reads JSON as {@link parseLosslessJson} does, but a long list piece by piece, with room in between for whatever else the
 * process has to do: a page of a thousand rows takes a tenth of a second, and the window would stand still for as long.
 *
 * @param member the list is this member of the object that the text is, or the text itself
 * @throws SyntaxError when the text is not JSON.
 */
export async function parseJsonInSlices(
  text: string,
  member: string,
  slice = usualSlice,
): Promise<unknown> {
  const open = text.length > slice ? findArray(text, member) : undefined;
  if (open === undefined) return parseLosslessJson(text);

  const elements: unknown[] = [];
  let from = open + 1;
  const take = (to: number): void => {
    const some: unknown = parseLosslessJson(`[${text.slice(from, to)}]`);
    if (Array.isArray(some)) for (const each of some) elements.push(each);
  };
  const ends = elementEnds(text, open);
  let next = ends.next();
  let reached = open + 1;
  for (; next.done !== true; next = ends.next()) {
    reached = next.value;
    if (reached - from < slice) continue;
    take(reached);
    // The comma belongs to neither side; without one nothing is left to take.
    from = skipSpace(text, reached) + 1;
    await othersTurn();
  }
  if (reached > from) take(reached);
  return whole(text, { open, close: next.value }, member, elements);
}

/** What stands around the list, with the list in its place. */
function whole(
  text: string,
  { open, close }: { readonly open: number; readonly close: number },
  member: string,
  elements: readonly unknown[],
): unknown {
  const around: unknown = parseLosslessJson(`${text.slice(0, open + 1)}${text.slice(close)}`);
  if (Array.isArray(around)) return elements;
  if (typeof around !== 'object' || around === null) return around;
  const listed: unknown = Object.getOwnPropertyDescriptor(around, member)?.value;
  // A member that comes twice counts with its last value.
  const isIt = Array.isArray(listed) && listed.length === 0 && isLast(text, close, member);
  return isIt ? { ...around, [member]: elements } : parseLosslessJson(text);
}

function isLast(text: string, close: number, member: string): boolean {
  return !text.includes(`"${member}"`, close);
}
