import { createHash } from 'node:crypto';
import type { NeedsSignInReason } from '../../../electron/contract/session.ts';
import type { AppProcess } from './app-process.ts';
import type { Conditions } from './conditions.ts';
import type { Journal } from './journal.ts';

/** One refresh token, as the instance and the wire between know it. */
interface Token {
  readonly hash: string;
  readonly issuedAt: number;
  /** Who got it, if its answer arrived at all. */
  receiver: AppProcess | null;
  /** The requests with it that the instance has dealt with. */
  readonly uses: Sent[];
  isUsed: boolean;
  /** Somebody waited in vain for an answer to a refresh with it. */
  wasLost: boolean;
  /** For how long its receiver could have saved it, in milliseconds. */
  savable: number;
  /** For how long in one go it could have been renewed in the last fifth of its life, in milliseconds. */
  renewable: number;
  longestRenewable: number;
}

/** A refresh that left the app. */
export interface Sent {
  readonly hash: string;
  readonly sender: AppProcess;
  isOver: boolean;
  wasDelivered: boolean;
  /** The app got a refusal when it could not write down that it did. */
  wasForgotten: boolean;
}

/** What the instance answered to a token request. */
export interface TokenAnswer {
  readonly status: number;
  readonly refreshToken: string | null;
}

/** Why somebody has to sign in again, as far as everything but the app knows. */
export interface Verdict {
  readonly isAvoidable: boolean;
  /** The reasons that the app may give; none when it has no reason. */
  readonly reasons: readonly NeedsSignInReason[];
}

const minute = 60_000;
/** Who can do something for so long in one go has no excuse, in milliseconds. */
const longEnough = { save: 3 * minute, renew: 15 * minute };

/** SHA-256 of a refresh token, in hexadecimal. */
const hashOf = (refreshToken: string): string =>
  createHash('sha256').update(refreshToken).digest('hex');

/** Keeps the books on every refresh token: issued, delivered, sent, sent again. */
export class Ledger {
  /** Answers with new tokens that arrived. */
  refreshes = 0;
  /** Refreshes with a token that was used up, other than deliberate ones. */
  sentTwice = 0;
  /**
   * Refreshes with a token whose every answer so far was lost (on its way, or with a process that ended before it could
   * save it), after the network had proven itself.
   */
  sentDeliberately = 0;
  /** Refreshes that began while another one was under way. */
  overlapping = 0;

  readonly #life: number;
  readonly #journal: Journal;
  readonly #underWay = new Set<Sent>();
  /** Processes that have got an answer of the instance since a refresh of theirs was lost. */
  readonly #sureOfNetwork = new Set<AppProcess>();
  /** Since the last sign-in, oldest first. */
  #tokens: Token[] = [];
  #isRevoked = false;

  /** @param life how long the instance lets a refresh token live, in milliseconds. */
  constructor(life: number, journal: Journal) {
    this.#life = life;
    this.#journal = journal;
  }

  /** Somebody has signed in. */
  signedIn(refreshToken: string, receiver: AppProcess, now: number): void {
    this.#journal.write(receiver.pid, `signed in, has ${brief(hashOf(refreshToken))}`);
    this.#isRevoked = false;
    this.#tokens = [];
    this.#issue(refreshToken, receiver, now);
  }

  /** An administrator has ended all sign-ins. */
  revoked(): void {
    this.#isRevoked = true;
  }

  /** A refresh leaves the app. */
  sent(refreshToken: string, sender: AppProcess): Sent {
    const isAlone = this.#underWay.size === 0;
    if (!isAlone) this.overlapping += 1;
    this.#journal.write(
      sender.pid,
      `sends ${brief(hashOf(refreshToken))}${isAlone ? '' : ' beside another'}`,
    );
    const sent = {
      hash: hashOf(refreshToken),
      sender,
      isOver: false,
      wasDelivered: false,
      wasForgotten: false,
    };
    this.#underWay.add(sent);
    return sent;
  }

  /** The instance has dealt with a refresh. */
  answered(sent: Sent, answer: TokenAnswer, now: number): void {
    this.#journal.write(sent.sender.pid, `${brief(sent.hash)} is answered with ${answer.status}`);
    const token = this.#tokens.find(({ hash }) => hash === sent.hash);
    if (token?.isUsed === true) this.#repeated(token, sent);
    token?.uses.push(sent);
    if (answer.status !== 200) return;
    if (token !== undefined) token.isUsed = true;
    if (answer.refreshToken !== null) this.#issue(answer.refreshToken, null, now);
  }

  /** The app has got the answer to a refresh. */
  delivered(sent: Sent, answer: TokenAnswer, conditions: Conditions): void {
    sent.wasDelivered = true;
    sent.wasForgotten = answer.status !== 200 && conditions.is('diskFull');
    if (answer.status !== 200 || answer.refreshToken === null) return;
    this.refreshes += 1;
    const hash = hashOf(answer.refreshToken);
    const token = this.#tokens.find((one) => one.hash === hash);
    if (token !== undefined) token.receiver = sent.sender;
  }

  /** A process has got an answer of the instance. */
  heard(process: AppProcess): void {
    this.#sureOfNetwork.add(process);
  }

  /** The app waits for a refresh no more. */
  over(sent: Sent): void {
    sent.isOver = true;
    this.#journal.write(
      sent.sender.pid,
      `${brief(sent.hash)} ${sent.wasDelivered ? 'has its answer' : 'is lost'}`,
    );
    this.#underWay.delete(sent);
    if (sent.wasDelivered) return;
    this.#sureOfNetwork.delete(sent.sender);
    const token = this.#tokens.find(({ hash }) => hash === sent.hash);
    if (token !== undefined) token.wasLost = true;
  }

  /**
   * Lets time pass from `now` on, with nothing happening in between.
   * @param isRunning the app could have acted
   */
  pass(ms: number, now: number, conditions: Conditions, isRunning: boolean): void {
    const newest = this.#tokens.at(-1);
    if (newest === undefined) return;
    if (newest.receiver?.isDead === false && isRunning && conditions.canSave) {
      newest.savable += ms === 0 ? longEnough.save : ms;
    }
    const age = now - newest.issuedAt;
    const due = Math.min(age + ms, this.#life) - Math.max(age, this.#life * 0.8);
    const isRenewable = due > 0 && isRunning && conditions.isCalm;
    newest.renewable = isRenewable ? newest.renewable + due : 0;
    newest.longestRenewable = Math.max(newest.longestRenewable, newest.renewable);
  }

  /** Whether a sign-in that the app asks for now could have been avoided. */
  verdict(now: number): Verdict {
    const newest = this.#tokens.at(-1);
    if (newest === undefined) return { isAvoidable: true, reasons: [] };
    // Of a token that died of two causes nobody can tell which was the first.
    const reasons: NeedsSignInReason[] = [];
    if (this.#isRevoked) reasons.push('rejected');
    const wasUnkept = this.#wasUnkept();
    if (newest.receiver === null || newest.wasLost || wasUnkept) reasons.push('interrupted');
    const isDead = now - newest.issuedAt >= this.#life;
    const held = this.#tokens.findLast(({ receiver }) => receiver !== null);
    if (held !== undefined && now - held.issuedAt >= this.#life) reasons.push('expired');
    const isExcused =
      this.#isRevoked ||
      newest.receiver === null ||
      wasUnkept ||
      (isDead && newest.longestRenewable < longEnough.renew);
    return { isAvoidable: !isExcused, reasons };
  }

  /** The newest token was in the memory of a process that ended before it could save it. */
  #wasUnkept(): boolean {
    const newest = this.#tokens.at(-1);
    return newest?.receiver?.isDead === true && newest.savable < longEnough.save;
  }

  #issue(refreshToken: string, receiver: AppProcess | null, now: number): void {
    this.#tokens.push({
      ...{ hash: hashOf(refreshToken), issuedAt: now, receiver, uses: [] },
      ...{ isUsed: false, wasLost: false, savable: 0, renewable: 0, longestRenewable: 0 },
    });
  }

  #repeated(token: Token, sent: Sent): void {
    const isUnkept = this.#wasUnkept();
    const isLost = token.uses.every(
      ({ isOver, wasDelivered, wasForgotten, sender }) =>
        isOver && (!wasDelivered || wasForgotten || (sender.isDead && isUnkept)),
    );
    if (isLost && this.#sureOfNetwork.has(sent.sender)) {
      this.sentDeliberately += 1;
    } else {
      this.sentTwice += 1;
      this.#journal.write(sent.sender.pid, `has sent ${brief(token.hash)} twice`);
    }
  }
}

const brief = (hash: string): string => hash.slice(0, 6);
