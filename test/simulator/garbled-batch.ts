/** What may become of an answer to a batch on its way, or in a server that is wrong about the format. */
export const waysToGarble = [
  'cutPart',
  'missingPart',
  'swappedParts',
  'extraPart',
  'htmlPart',
] as const;

/** One of {@link waysToGarble}. */
export type GarbledBatch = (typeof waysToGarble)[number];

const page = `Content-Type: application/http
Content-Transfer-Encoding: binary

HTTP/1.1 200 OK
Content-Type: text/html

<!doctype html><title>Welcome to our network</title>
`;

/** Each takes the parts of an answer, with the line breaks around them. */
const garblers: Readonly<
  Record<Exclude<GarbledBatch, 'cutPart'>, (parts: readonly string[]) => readonly string[]>
> = {
  missingPart: ([, ...others]) => others,
  swappedParts: ([first = '', second = '', ...others]) => [second, first, ...others],
  extraPart: (parts) => [...parts, ...parts.slice(-1)],
  htmlPart: ([, ...others]) => [`\r\n${page.replaceAll('\n', '\r\n')}`, ...others],
};

/** An answer to a batch that is whole as HTTP goes, and wrong. */
export function garbled(text: string, how: GarbledBatch): string {
  // In the midst of the last object of the last part.
  if (how === 'cutPart') return text.slice(0, text.lastIndexOf('{') + 1);
  const [delimiter = ''] = text.split('\r\n', 1);
  const [preamble = '', ...parts] = text.split(delimiter);
  const end = parts.pop() ?? '';
  return [preamble, ...garblers[how](parts), end].join(delimiter);
}
