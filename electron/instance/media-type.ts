/** What a `Content-Type` says. */
export interface MediaType {
  /** Without parameters, in lower case; empty when nothing is said. */
  readonly contentType: string;
  /** What stands between the parts of a body that has several (RFC 2046 section 5.1.1); null when nothing is said. */
  readonly boundary: string | null;
}

/** Reads a `Content-Type`; a parameter's value may stand in quotes (RFC 9110 section 8.3.1). */
export function mediaType(value = ''): MediaType {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(value) ?? [];
  return {
    contentType: value.split(';', 1)[0]?.trim().toLowerCase() ?? '',
    boundary: quoted ?? plain ?? null,
  };
}
