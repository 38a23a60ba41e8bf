import fc from 'fast-check';
import { createSafeStorage, type Opening } from 'safe-storage-wrapper';
import { describe, expect, it } from 'vitest';
import { fakeElectron } from './fake-electron.ts';

function create(platform: NodeJS.Platform = 'linux') {
  const { electron, keyring } = fakeElectron();
  /** As after a start of the app: nothing is remembered. */
  const start = () => createSafeStorage(electron, { platform });
  return { keyring, electron, start, storage: start() };
}

async function sealed(storage: ReturnType<typeof create>['storage'], text: string) {
  const sealing = await storage.seal(text);
  if (sealing.status !== 'sealed') throw new Error(`Not sealed: ${sealing.because}`);
  return sealing.envelope;
}

describe('what was sealed', () => {
  it('opens to the same text, whatever the text', async () => {
    const { storage } = create();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const wellFormed = text.toWellFormed();
        const opening = await storage.open(await sealed(storage, wellFormed));
        expect(opening).toEqual({ status: 'opened', text: wellFormed, resealed: null });
      }),
    );
  });

  it('does not show the text, and names the version and the backend', async () => {
    const { storage } = create();
    const written = Buffer.from(await sealed(storage, 'my refresh token')).toString();
    expect(written).not.toContain('my refresh token');
    expect(JSON.parse(written)).toMatchObject({ version: 1, backend: 'gnome_libsecret' });
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
    const opening = await storage.open(old);
    keyring.shouldReEncrypt = false;
    if (opening.status !== 'opened' || opening.resealed === null) throw new Error('Not resealed');
    expect(Buffer.from(opening.resealed).equals(Buffer.from(old))).toBe(false);
    expect(await storage.open(opening.resealed)).toMatchObject({ status: 'opened', text: 'text' });
  });
});

describe('what can not be opened', () => {
  it('is absent when nothing was kept', async () => {
    const { storage } = create();
    expect(await storage.open(null)).toEqual({ status: 'absent' });
    expect(await storage.open(new Uint8Array())).toEqual({ status: 'absent' });
  });

  it('is unavailable while the keyring is locked, and opens once it is not', async () => {
    const { keyring, start, storage } = create();
    const envelope = await sealed(storage, 'text');
    keyring.locked = true;
    const restarted = start();
    for (const each of [storage, restarted]) {
      expect(await each.open(envelope)).toEqual({ status: 'unavailable', because: 'locked' });
    }
    keyring.locked = false;
    expect(await restarted.open(envelope)).toMatchObject({ status: 'opened', text: 'text' });
  });

  it('is unavailable, not undecryptable, while Chromium has only its built-in key', async () => {
    const { keyring, start, storage } = create();
    const envelope = await sealed(storage, 'text');
    keyring.builtInKey = true;
    expect(await start().open(envelope)).toEqual({
      status: 'unavailable',
      because: 'insecureBackend',
    });
  });

  it('is undecryptable under another key, and tells who sealed it', async () => {
    const { keyring, start, storage } = create();
    const envelope = await sealed(storage, 'text');
    keyring.changeKey();
    keyring.backend = 'kwallet6';
    expect(await start().open(envelope)).toEqual({
      status: 'undecryptable',
      sealedBy: 'gnome_libsecret',
      backend: 'kwallet6',
    });
  });

  it('is damaged when cut anywhere', async () => {
    const { storage } = create();
    const envelope = await sealed(storage, 'text');
    for (let length = 1; length < envelope.length; length += 1) {
      expect(await storage.open(envelope.subarray(0, length))).toEqual({ status: 'damaged' });
    }
  });

  it('never opens to another text after a bit was flipped', async () => {
    const { storage } = create();
    const envelope = await sealed(storage, 'text');
    for (let bit = 0; bit < envelope.length * 8; bit += 1) {
      const flipped = Buffer.from(envelope);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const opening: Opening = await storage.open(flipped);
      // A flip in the version's digit is indistinguishable from a newer version.
      expect(['damaged', 'newerVersion']).toContain(opening.status);
    }
  });

  it('is of a newer version when it says so', async () => {
    const { storage } = create();
    const newer = Buffer.from(await sealed(storage, 'text')).toString();
    const envelope = Buffer.from(newer.replace('"version":1', '"version":2'));
    expect(await storage.open(envelope)).toEqual({ status: 'newerVersion', version: 2 });
  });
});

describe('availability', () => {
  it('is proven by a probe, so that a locked keyring is noticed', async () => {
    const { keyring, storage } = create();
    keyring.locked = true;
    expect(await storage.availability()).toEqual({ status: 'unavailable', because: 'locked' });
    expect(await storage.seal('text')).toEqual({ status: 'unavailable', because: 'locked' });
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
    expect(await storage.seal('text')).toMatchObject({ status: 'unavailable' });
  });

  it('is refused when the key is the one in the source of Chromium', async () => {
    const { keyring, storage } = create();
    keyring.builtInKey = true;
    expect(await storage.seal('text')).toEqual({
      status: 'unavailable',
      because: 'insecureBackend',
    });
  });

  it('accepts on macOS the tag that means the built-in key on Linux', async () => {
    const { keyring, storage } = create('darwin');
    keyring.builtInKey = true;
    expect(await storage.availability()).toMatchObject({ status: 'available' });
  });

  it('is refused when Electron says that there is no encryption', async () => {
    const { keyring, storage } = create();
    keyring.available = false;
    expect(await storage.availability()).toEqual({
      status: 'unavailable',
      because: 'noEncryption',
    });
  });
});
