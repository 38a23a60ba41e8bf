import { Deserializer, Serializer } from 'node:v8';

/**
 * A structured clone as bytes (HTML standard, section 2.7), as V8 writes it for Electron: a Buffer arrives
 * as a Uint8Array, views of one buffer keep sharing it. Throws Electron's "An object could not be cloned."
 */
export function toBytes(value: unknown): Uint8Array {
  const serializer = new Serializer();
  serializer.writeHeader();
  try {
    serializer.writeValue(value);
  } catch {
    throw new Error('An object could not be cloned.');
  }
  return serializer.releaseBuffer();
}

/** The value that `toBytes` wrote, anew with every call. */
export function fromBytes(bytes: Uint8Array): unknown {
  const deserializer = new Deserializer(bytes);
  deserializer.readHeader();
  const value: unknown = deserializer.readValue();
  return value;
}
