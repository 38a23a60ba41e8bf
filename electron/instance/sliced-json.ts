import { setImmediate as othersTurn } from 'node:timers/promises';
import { elementEnds, findArray, skipSpace } from './json-bytes.ts';
import { parseLosslessJson } from './lossless-json.ts';
import { isObject } from './values.ts';

/** What is parsed at a stretch, in bytes: one or two milliseconds' work. */
export const usualSlice = 32_768;

/**
 * Makes something of some elements of a list, which are not held any longer. It may be called for the same ones again, when what it
 * made of them before does not count.
 */
export type ReadElements<Read> = (elements: readonly unknown[]) => Read;

/** JSON with a list in it, of whose elements something was made. */
export interface ReadList<Read> {
  /** The JSON, without the elements. */
  readonly around: unknown;
  /** What was made of the elements, some after the other; null where the JSON has no such list. */
  readonly read: readonly Read[] | null;
}

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
  if (text.length <= slice) return parseLosslessJson(text);
  const { around, read } = await parseListInSlices(
    Buffer.from(text),
    member,
    (some) => some,
    slice,
  );
  if (read === null) return around;
  const elements = read.flat();
  return isObject(around) ? { ...around, [member]: elements } : elements;
}

/**
 * The same of JSON in UTF-8 where something else is made of the elements: never are more of them held than a slice has. A thousand
 * objects with all that is in them would have to be looked at and moved whenever garbage is collected meanwhile.
 * @throws SyntaxError when the text is not JSON.
 */
export async function parseListInSlices<Read>(
  json: Buffer,
  member: string,
  read: ReadElements<Read>,
  slice = usualSlice,
): Promise<ReadList<Read>> {
  const open = json.length > slice ? findArray(json, member) : undefined;
  if (open === undefined) return readList(parseLosslessJson(textOf(json)), member, read);

  // The answer may have come in the same turn, which was work, too.
  await othersTurn();
  const all: Read[] = [];
  let from = open + 1;
  const take = (to: number): void => {
    const some: unknown = parseLosslessJson(`[${json.toString('utf8', from, to)}]`);
    if (Array.isArray(some)) all.push(read(some));
  };
  const ends = elementEnds(json, open);
  let next = ends.next();
  let reached = open + 1;
  for (; next.done !== true; next = ends.next()) {
    reached = next.value;
    if (reached - from < slice) continue;
    take(reached);
    // The comma belongs to neither side; without one nothing is left to take.
    from = skipSpace(json, reached) + 1;
    await othersTurn();
  }
  if (reached > from) take(reached);
  const behind = json.toString('utf8', next.value);
  const around: unknown = parseLosslessJson(`${textOf(json.subarray(0, open + 1))}${behind}`);
  return isTheList(around, member, behind)
    ? { around, read: all }
    : readList(parseLosslessJson(textOf(json)), member, read);
}

/** As text, without the mark that some put before it. */
function textOf(json: Buffer): string {
  return new TextDecoder().decode(json);
}

/** The list in JSON that is parsed already. */
export function readList<Read>(
  json: unknown,
  member: string,
  read: ReadElements<Read>,
): ReadList<Read> {
  const list = listIn(json, member);
  if (list === undefined) return { around: json, read: null };
  return { around: isObject(json) ? { ...json, [member]: [] } : [], read: [read(list)] };
}

function listIn(json: unknown, member: string): readonly unknown[] | undefined {
  const list: unknown = isObject(json)
    ? Object.getOwnPropertyDescriptor(json, member)?.value
    : json;
  return Array.isArray(list) ? list : undefined;
}

/** Whether the list that was found first is the one that counts: of a member that comes twice it is the last. */
function isTheList(around: unknown, member: string, behind: string): boolean {
  if (!isObject(around)) return Array.isArray(around);
  return listIn(around, member)?.length === 0 && !behind.includes(`"${member}"`);
}
