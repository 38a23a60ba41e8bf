/** How a question to the instance ended for whoever asked. */
export type Asked = 'answered' | 'later' | 'signInNeeded';

/** An app that keeps somebody signed in: ours, or one to compare it with. Nothing here rejects. */
export interface Client {
  /** Takes up what is on the disk. */
  start(): Promise<void>;
  /** Asks the instance something, as the window does several times at once. */
  ask(): Promise<Asked>;
  /** Why a sign-in is needed; null when none is. */
  reasonToSignIn(): string | null;
  /** A person signs in; false when that did not work. */
  signIn(): Promise<boolean>;
  /** A person asks for another try. */
  tryAgain(): Promise<void>;
  suspend(): void;
  resume(): void;
  /** Quits. */
  close(): Promise<void>;
}
