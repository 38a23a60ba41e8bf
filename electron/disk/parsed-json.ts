import type { z } from 'zod';

/** Reads a text that was kept as JSON; undefined when it is not what the schema says. */
export function parsedJson<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
