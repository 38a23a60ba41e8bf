/** How the files begin that a window shows; `null` stands for any byte. */
const beginnings: readonly (readonly [kind: string, bytes: readonly (number | null)[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]],
];

/**
 * The kind of a picture by its first bytes: ERP.net tells none. Only pictures that are nothing but pixels are known; a drawing
 * that could hold a script or refer to other files, such as SVG, is none here.
 *
 * @returns the media type; null for what is no such picture
 * @see WHATWG MIME Sniffing, section 6.1
 */
export function pictureKind(bytes: Uint8Array): string | null {
  const found = beginnings.find(([, beginning]) =>
    beginning.every((byte, index) => byte === null || bytes[index] === byte),
  );
  return found?.[0] ?? null;
}
