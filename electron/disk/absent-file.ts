/** Whether the system says that there is no such file or folder. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** What was found in a file or folder, or something else when it is not there; rejects with every other reason. */
export async function orIfAbsent<Value, Other>(
  found: Promise<Value>,
  otherwise: Other,
): Promise<Value | Other> {
  try {
    return await found;
  } catch (error) {
    if (isAbsent(error)) return otherwise;
    throw error;
  }
}
