/** What must never be found in a log, a file or the renderer; tests of leaks search for it. */
export interface IssuedSecrets {
  accessTokens: string[];
  refreshTokens: string[];
  idTokens: string[];
  codes: string[];
  codeVerifiers: string[];
  clientSecrets: string[];
}

/** Every secret that identity has given out or been shown so far. */
export interface SecretsRegister {
  add: (kind: keyof IssuedSecrets, value: unknown) => void;
  all: () => IssuedSecrets;
}

export function createSecretsRegister(): SecretsRegister {
  const kinds: Record<keyof IssuedSecrets, Set<string>> = {
    accessTokens: new Set(),
    refreshTokens: new Set(),
    idTokens: new Set(),
    codes: new Set(),
    codeVerifiers: new Set(),
    clientSecrets: new Set(),
  };
  return {
    add(kind, value) {
      if (typeof value === 'string' && value !== '') kinds[kind].add(value);
    },
    all: () => ({
      accessTokens: [...kinds.accessTokens],
      refreshTokens: [...kinds.refreshTokens],
      idTokens: [...kinds.idTokens],
      codes: [...kinds.codes],
      codeVerifiers: [...kinds.codeVerifiers],
      clientSecrets: [...kinds.clientSecrets],
    }),
  };
}
