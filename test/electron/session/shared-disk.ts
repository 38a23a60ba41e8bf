import { failure, type Result, success } from '../../../electron/contract/result.ts';
import type { Ended } from '../../../electron/session/kept-session.ts';
import type { TokenStore } from '../../../electron/session/token-store.ts';
import type { Tokens } from '../../../electron/session/tokens.ts';

/** A disk on which several processes of a model keep the tokens of one account. */
export class SharedDisk {
  /** What is durable, and the refresh token that was written down as being sent. */
  kept: { tokens: Tokens; intent: string | null } | { readonly gone: Ended } | 'unreadable';
  /** Access tokens that were ever durable. */
  readonly everKept = new Set<string>();
  trouble: 'storageFailed' | 'storageLocked' | null = null;
  /** Every call, in order. */
  readonly log: string[] = [];

  constructor(tokens: Tokens) {
    this.kept = { tokens, intent: null };
    this.everKept.add(tokens.accessToken);
  }

  /** The tokens that an app finds which is started now. */
  tokens(): Tokens {
    if (!this.#isThere(this.kept)) throw new Error('There is no session on the disk.');
    return this.kept.tokens;
  }

  /** The refresh token that was written down as being sent. */
  get intent(): string | null {
    return this.#isThere(this.kept) ? this.kept.intent : null;
  }

  /** Whether the token in force was written down as being sent, and nothing came of it. */
  get wasIntended(): boolean {
    const { kept, intent } = this;
    return intent !== null && this.#isThere(kept) && kept.tokens.refreshToken === intent;
  }

  /**
   * The disk as a process sees it.
   *
   * @param turn resolves when it is the turn of a read or a write.
   */
  store(turn: (what: string) => Promise<unknown>): TokenStore {
    const use = async (
      what: string,
      stoppedBy: readonly (typeof this.trouble)[],
      work: () => void = () => undefined,
    ): Promise<Result<null>> => {
      this.log.push(what);
      await turn(what);
      const { trouble } = this;
      if (trouble !== null && stoppedBy.includes(trouble)) return failure({ code: trouble });
      work();
      return success(null);
    };
    return {
      load: async () => {
        const read = await use('load', ['storageLocked']);
        if (!read.ok) return read;
        if (this.kept === 'unreadable') return success(null);
        if ('gone' in this.kept) return success(this.kept);
        return success({ tokens: this.kept.tokens, wasIntended: this.wasIntended });
      },
      intend: (refreshToken) =>
        use(`intend ${refreshToken}`, ['storageFailed'], () => {
          if (this.#isThere(this.kept)) this.kept.intent = refreshToken;
        }),
      withdraw: () =>
        use('withdraw', [], () => {
          if (this.#isThere(this.kept)) this.kept.intent = null;
        }),
      save: (tokens) =>
        use(`save ${tokens.accessToken}`, ['storageFailed', 'storageLocked'], () => {
          this.kept = { tokens, intent: this.intent };
          this.everKept.add(tokens.accessToken);
        }),
    };
  }

  #isThere(kept: SharedDisk['kept']): kept is { tokens: Tokens; intent: string | null } {
    return kept !== 'unreadable' && 'tokens' in kept;
  }
}
