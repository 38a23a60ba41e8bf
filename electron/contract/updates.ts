import type { FailureCode } from './failure.ts';

/** How the app's own updates fare. Times in milliseconds since 1970. */
export type UpdateState =
  | {
      readonly status: 'off';
      /**
       * The organisation's policy wants none; this copy was not installed in a way that it could replace; or the build knows
       * no server to ask.
       */
      readonly because: 'policy' | 'notInstalled' | 'noServer';
    }
  | {
      readonly status: 'waiting';
      /** When there was no newer version last; null before anybody asked. */
      readonly checkedAt: number | null;
      /** Why the last try failed; null when it did not. */
      readonly failure: FailureCode | null;
    }
  | { readonly status: 'checking' }
  | { readonly status: 'downloading'; readonly version: string; readonly percent: number }
  | {
      /** Downloaded and proven. */
      readonly status: 'ready';
      readonly version: string;
      /** What has changed, as plain text; null when the release does not say. */
      readonly changes: string | null;
      /** Whether it is installed when the app quits; else only when somebody wants it, because the system asks for a password. */
      readonly installsOnQuit: boolean;
    };
