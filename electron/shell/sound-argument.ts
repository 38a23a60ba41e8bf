/** No argument of the contract is nested deeper than a third of this. */
const deepest = 32;
/** Members and elements altogether; the largest workspace that the contract allows and a person could make has a tenth. */
const mostValues = 1_000_000;

/** A list whose elements are all there: an empty one of four thousand million elements comes over IPC in ten bytes. */
function isDense(list: readonly unknown[]): boolean {
  return list.length <= mostValues && Object.keys(list).length === list.length;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    (prototype === Object.prototype || prototype === null) && !Object.hasOwn(value, '__proto__')
  );
}

/**
 * Whether an argument is something that JSON could say, and of a size that it can be looked at: only then its schema may walk
 * through it. Structured clones can be more: dates, maps, circles, and lists that are mostly holes.
 * @see HTML, section 2.7, structured data
 */
export function isSoundArgument(argument: unknown): boolean {
  const waiting = [{ value: argument, depth: 0 }];
  let values = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value === 'bigint') return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth === deepest) return false;
    if (Array.isArray(value) ? !isDense(value) : !isPlain(value)) return false;
    const members: unknown[] = Object.values(value);
    values += members.length;
    if (values > mostValues) return false;
    for (const member of members) waiting.push({ value: member, depth: depth + 1 });
  }
  return true;
}
