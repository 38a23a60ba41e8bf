import { z } from 'zod';
import { ticket } from './rows.ts';

/** Arguments of `searchMembers`. */
export const searchMembersArguments = z.strictObject({
  text: z.string().min(1).max(200),
  limit: z.number().int().min(1).max(200),
});

/** Arguments of `readWholeModel`. */
export const readWholeModelArguments = z.strictObject({ ticket });

/** What a set is called elsewhere than in the list of navigators. */
export interface OtherSetNames {
  /** Technical name. */
  readonly set: string;
  /** In the other languages of the app, as far as they are on this computer. */
  readonly labels: readonly string[];
  /** Technical names of before, oldest first. */
  readonly oldNames: readonly string[];
}

/** What a search over the whole model has found: sets first, and of each kind first those that begin with the text. */
export interface FoundMembers {
  readonly names: readonly {
    readonly set: string;
    /** Null for the set itself. */
    readonly member: string | null;
    readonly label: string;
  }[];
  /** Nothing newer would be found after reading the whole model again. */
  readonly isCurrent: boolean;
}
