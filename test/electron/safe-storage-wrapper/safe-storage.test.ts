import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { createSafeStorage, type Opening } from 'safe-storage-wrapper';
import { describe, expect, it } from 'vitest';
import {
  associatedData,
  type Envelope,
  readEnvelope,
  writeEnvelope,
} from '../../../electron/safe-storage-wrapper/envelope.ts';
import { encryptText } from '../../../electron/safe-storage-wrapper/text-cipher.ts';
import { encryptAsChromium, fakeElectron, publicKeys } from './fake-electron.ts';

const purpose = 'session 4f2a';
const someKey = Buffer.alloc(32, 9).toString('base64');

function create(platform: NodeJS.Platform = 'linux') {
  const { electron, keyring } = fakeElectron();
  /** As after a start of the app: nothing is remembered. */
  const start = () => createSafeStorage(electron, { platform });
  return { keyring, electron, start, storage: start() };
}

async function sealed(storage: ReturnType<typeof create>['storage'], text: string) {
  const sealing = await storage.seal(text, purpose);
  if (sealing.status !== 'sealed') throw new Error(`Not sealed: ${sealing.because}`);
  return sealing.envelope;
}

describe('what was sealed', () => {
  it('opens to the same text, whatever the text', async () => {
    const { storage } = create();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const wellFormed = text.toWellFormed();
        const opening = await storage.open(await sealed(storage, wellFormed), purpose);
        expect(opening).toEqual({ status: 'opened', text: wellFormed, resealed: null });
      }),
    );
  });

  it('does not show the text, and names the version and the backend', async () => {
    const { storage } = create();
    const written = Buffer.from(await sealed(storage, 'my refresh token')).toString();
    expect(written).not.toContain('my refresh token');
    expect(JSON.parse(written)).toMatchObject({ version: 2, backend: 'gnome_libsecret' });
  });

  it.each([
    ['darwin', 'keychain'],
    ['win32', 'dpapi'],
  ] as const)(
    'names the key store of %s without asking for a Linux backend',
    async (platform, name) => {
      const { electron } = fakeElectron();
      const storage = createSafeStorage(
        {
          ...electron,
          getSelectedStorageBackend: () => {
            throw new TypeError('getSelectedStorageBackend is not a function');
          },
        },
        { platform },
      );
      expect(await storage.availability()).toEqual({ status: 'available', backend: name });
    },
  );

  it('comes back sealed anew when Electron asks for it', async () => {
    const { keyring, storage } = create();
    const old = await sealed(storage, 'text');
    keyring.shouldReEncrypt = true;
    const opening = await storage.open(old, purpose);
    keyring.shouldReEncrypt = false;
    if (opening.status !== 'opened' || opening.resealed === null) throw new Error('Not resealed');
    expect(Buffer.from(opening.resealed).equals(Buffer.from(old))).toBe(false);
    expect(await storage.open(opening.resealed, purpose)).toMatchObject({
      status: 'opened',
      text: 'text',
    });
  });
});

describe('what can not be opened', () => {
  it('is absent when nothing was kept', async () => {
    const { storage } = create();
    expect(await storage.open(null, purpose)).toEqual({ status: 'absent' });
    expect(await storage.open(new Uint8Array(), purpose)).toEqual({ status: 'absent' });
  });

  it('is unavailable while the keyring is locked, and opens once it is not', async () => {
    const { keyring, start, storage } = create();
    const envelope = await sealed(storage, 'text');
    keyring.locked = true;
    const restarted = start();
    for (const each of [storage, restarted]) {
      expect(await each.open(envelope, purpose)).toEqual({
        status: 'unavailable',
        because: 'locked',
      });
    }
    keyring.locked = false;
    expect(await restarted.open(envelope, purpose)).toMatchObject({
      status: 'opened',
      text: 'text',
    });
  });

  it('is unavailable, not undecryptable, while Chromium has only its built-in key', async () => {
    const { keyring, start, storage } = create();
    const envelope = await sealed(storage, 'text');
    keyring.builtInKey = true;
    expect(await start().open(envelope, purpose)).toEqual({
      status: 'unavailable',
      because: 'insecureBackend',
    });
  });

  it('is undecryptable under another key, and tells who sealed it', async () => {
    const { keyring, start, storage } = create();
    const envelope = await sealed(storage, 'text');
    keyring.changeKey();
    keyring.backend = 'kwallet6';
    expect(await start().open(envelope, purpose)).toEqual({
      status: 'undecryptable',
      sealedBy: 'gnome_libsecret',
      backend: 'kwallet6',
    });
  });

  it('is undecryptable when another key decrypts it to something that is no key', async () => {
    const { electron, storage } = create();
    const envelope = await sealed(storage, 'text');
    for (const result of ['', 'text', Buffer.alloc(31).toString('base64'), `${someKey}\n`]) {
      const other = createSafeStorage(
        {
          ...electron,
          decryptStringAsync: async (encrypted) => {
            const decrypted = await electron.decryptStringAsync(encrypted);
            const isProbe = decrypted.result.length === 36;
            return isProbe ? decrypted : { result, shouldReEncrypt: false };
          },
        },
        { platform: 'linux' },
      );
      expect(await other.open(envelope, purpose)).toMatchObject({ status: 'undecryptable' });
    }
  });

  it('is damaged when it is of version 1, which was never released', async () => {
    const { storage } = create();
    const [backend, payload] = ['gnome_libsecret', Buffer.from('v11').toString('base64')];
    const checksum = createHash('sha256').update(`${backend}\n${payload}`).digest('hex');
    const envelope = JSON.stringify({
      ...{ format: 'safe-storage-wrapper', version: 1 },
      ...{ backend, payload, checksum },
    });
    expect(await storage.open(Buffer.from(envelope), purpose)).toEqual({ status: 'damaged' });
  });

  it('is damaged when cut anywhere', async () => {
    const { storage } = create();
    const envelope = await sealed(storage, 'text');
    for (let length = 1; length < envelope.length; length += 1) {
      expect(await storage.open(envelope.subarray(0, length), purpose)).toEqual({
        status: 'damaged',
      });
    }
  });

  it('never opens to another text after a bit was flipped', async () => {
    const { storage } = create();
    const envelope = await sealed(storage, 'text');
    for (let bit = 0; bit < envelope.length * 8; bit += 1) {
      const flipped = Buffer.from(envelope);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const opening: Opening = await storage.open(flipped, purpose);
      // A flip in the version's digit is indistinguishable from a newer version.
      expect(['damaged', 'newerVersion']).toContain(opening.status);
    }
  });

  it('is of a newer version when it says so', async () => {
    const { storage } = create();
    const newer = Buffer.from(await sealed(storage, 'text')).toString();
    const envelope = Buffer.from(newer.replace('"version":2', '"version":3'));
    expect(await storage.open(envelope, purpose)).toEqual({ status: 'newerVersion', version: 3 });
  });
});

describe('somebody who can write the file but not open the keyring', () => {
  // The same keys each time: under one pair of 256 the padding is right by chance, and Chromium does not try its empty key.
  const { electron } = fakeElectron(Buffer.alloc(32, 7));
  const storage = createSafeStorage(electron, { platform: 'linux' });

  function parts(envelope: Uint8Array): Envelope {
    const reading = readEnvelope(envelope);
    if (reading.status !== 'read') throw new Error(reading.status);
    return reading;
  }

  /** The envelope with other parts, and the checksum that belongs to them. */
  function changed(envelope: Uint8Array, other: Partial<Envelope>): Uint8Array {
    return writeEnvelope({ ...parts(envelope), ...other });
  }

  /** Once for each bit, with that one turned over. */
  function* flips(bytes: Uint8Array): Generator<Uint8Array> {
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      yield flipped;
    }
  }

  it('can’t change a bit of the text', async () => {
    const envelope = await sealed(storage, 'text');
    for (const text of flips(parts(envelope).text)) {
      const opening = await storage.open(changed(envelope, { text }), purpose);
      expect(opening).toEqual({ status: 'damaged' });
    }
  });

  it('can’t cut the text', async () => {
    const envelope = await sealed(storage, 'text');
    const { text } = parts(envelope);
    for (let length = 0; length < text.length; length += 1) {
      const opening = await storage.open(
        changed(envelope, { text: text.subarray(0, length) }),
        purpose,
      );
      expect(opening).toEqual({ status: 'damaged' });
    }
  });

  it('can’t change a bit of the key, although Chromium does not notice all of them', async () => {
    const envelope = await sealed(storage, 'text');
    let unnoticed = 0;
    for (const key of flips(parts(envelope).key)) {
      const decryption = electron.decryptStringAsync(Buffer.from(key));
      await decryption.then(
        () => (unnoticed += 1),
        () => undefined,
      );
      const opening = await storage.open(changed(envelope, { key }), purpose);
      expect(['damaged', 'undecryptable']).toContain(opening.status);
    }
    expect(unnoticed).toBeGreaterThan(0);
  });

  it.each([
    ['in clear', someKey, (key: string) => Buffer.from(key)],
    ['in clear, with what looks like a tag', `v13${someKey.slice(3)}`, (key) => Buffer.from(key)],
    ['of no keyring', someKey, (key) => encryptAsChromium('v10', publicKeys.builtIn, key)],
    ['of an empty keyring', someKey, (key) => encryptAsChromium('v11', publicKeys.empty, key)],
  ] satisfies [string, string, (key: string) => Buffer][])(
    'can’t make one with a key of their own that Chromium would take: %s',
    async (_, key, forge) => {
      const backend = 'gnome_libsecret';
      const forged = forge(key);
      expect(await electron.decryptStringAsync(forged)).toMatchObject({ result: key });
      const text = encryptText('forged', key, associatedData(backend, purpose));
      const envelope = writeEnvelope({ backend, key: forged, text });
      expect(await storage.open(envelope, purpose)).toEqual({ status: 'damaged' });
    },
  );

  it('can’t give it out for another backend’s', async () => {
    const other = changed(await sealed(storage, 'text'), { backend: 'kwallet6' });
    expect(await storage.open(other, purpose)).toEqual({ status: 'damaged' });
  });

  it('can’t put it in the place of another purpose, whatever the two are called', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (one, other) => {
        fc.pre(one !== other);
        const sealing = await storage.seal('text', one);
        if (sealing.status !== 'sealed') throw new Error(sealing.because);
        expect(await storage.open(sealing.envelope, one)).toMatchObject({ text: 'text' });
        expect(await storage.open(sealing.envelope, other)).toEqual({ status: 'damaged' });
      }),
    );
  });

  it('can’t put the text or the key of one envelope into another', async () => {
    const [one, other] = [await sealed(storage, 'text'), await sealed(storage, 'text')];
    const { key, text } = parts(other);
    for (const part of [{ key }, { text }]) {
      expect(await storage.open(changed(one, part), purpose)).toEqual({ status: 'damaged' });
    }
  });

  it('can’t have it opened in another spelling', async () => {
    const written = Buffer.from(await sealed(storage, 'text')).toString();
    for (const other of [` ${written}`, written.replace('}', ',"more":1}'), `${written}\n`]) {
      expect(await storage.open(Buffer.from(other), purpose)).toEqual({ status: 'damaged' });
    }
  });

  it('finds the same text under another key and other bytes each time', async () => {
    const [one, other] = [parts(await sealed(storage, '')), parts(await sealed(storage, ''))];
    expect(one.key).not.toEqual(other.key);
    expect(one.text).not.toEqual(other.text);
  });
});

describe('availability', () => {
  it('is proven by a probe, so that a locked keyring is noticed', async () => {
    const { keyring, storage } = create();
    keyring.locked = true;
    expect(await storage.availability()).toEqual({ status: 'unavailable', because: 'locked' });
    expect(await storage.seal('text', purpose)).toEqual({
      status: 'unavailable',
      because: 'locked',
    });
    keyring.locked = false;
    expect(await storage.availability()).toEqual({
      status: 'available',
      backend: 'gnome_libsecret',
    });
  });

  it('is refused when what was read is not what was written', async () => {
    const { electron } = create();
    const storage = createSafeStorage(
      {
        ...electron,
        decryptStringAsync: () => Promise.resolve({ result: '', shouldReEncrypt: false }),
      },
      { platform: 'linux' },
    );
    expect(await storage.availability()).toMatchObject({ status: 'unavailable' });
  });

  it.each(['basic_text', 'unknown'] as const)('is refused for the backend %s', async (backend) => {
    const { keyring, storage } = create();
    keyring.backend = backend;
    expect(await storage.seal('text', purpose)).toMatchObject({ status: 'unavailable' });
  });

  it('is refused when the key is the one in the source of Chromium', async () => {
    const { keyring, storage } = create();
    keyring.builtInKey = true;
    expect(await storage.seal('text', purpose)).toEqual({
      status: 'unavailable',
      because: 'insecureBackend',
    });
  });

  it('is refused when the key is the one that Chromium makes of an empty keyring', async () => {
    const { electron } = fakeElectron(publicKeys.empty);
    const storage = createSafeStorage(electron, { platform: 'linux' });
    expect(await storage.seal('text', purpose)).toEqual({
      status: 'unavailable',
      because: 'insecureBackend',
    });
  });

  it.each([
    ['linux', 'unavailable'],
    ['darwin', 'available'],
  ] as const)(
    'with the tag that means the built-in key on Linux is on %s %s',
    async (platform, status) => {
      const { electron } = create();
      const retag = (from: string, to: string) => (bytes: Buffer) => {
        expect(bytes.subarray(0, 3).toString()).toBe(from);
        return Buffer.concat([Buffer.from(to), bytes.subarray(3)]);
      };
      const storage = createSafeStorage(
        {
          ...electron,
          encryptStringAsync: (text) => electron.encryptStringAsync(text).then(retag('v11', 'v10')),
          decryptStringAsync: async (bytes) =>
            electron.decryptStringAsync(retag('v10', 'v11')(bytes)),
        },
        { platform },
      );
      expect(await storage.availability()).toMatchObject({ status });
    },
  );

  it('is refused when Electron says that there is no encryption', async () => {
    const { keyring, storage } = create();
    keyring.available = false;
    expect(await storage.availability()).toEqual({
      status: 'unavailable',
      because: 'noEncryption',
    });
  });
});
