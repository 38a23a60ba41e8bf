import { z } from 'zod';
import { ticket } from './rows.ts';

/** The steps of the connection test, in their order: each one leans on those before it. */
export const testSteps = [
  'name',
  'tls',
  'discovery',
  'identity',
  'session',
  'domainApi',
  'rights',
] as const;

/** A step of the connection test. */
export type TestStep = (typeof testSteps)[number];

/**
 * What a step can find, as stable codes; the window has two sentences for each: what is wrong, and what to do. With `noted` a
 * step has passed all the same.
 */
export const testProblems = [
  // Any step
  'earlierStep',
  'notAnswered',
  'offline',
  'serverUnavailable',
  'answerNotUnderstood',
  // Name
  'hostInvalid',
  'nameNotFound',
  // TLS
  'thisComputer',
  'connectionRefused',
  'connectionFailed',
  'proxyRefused',
  'proxySignIn',
  'certificateNotTrusted',
  'certificateExpired',
  'certificateWrongName',
  'certificateRevoked',
  'certificateEndsSoon',
  'clientCertificate',
  'tlsFailed',
  // Discovery
  'notErpNet',
  'instanceNotWorking',
  'sitesNotProtected',
  'sitesNotConfirmed',
  // Identity
  'identityNotThere',
  'clockDiffers',
  // Sign-in
  'notSignedIn',
  'signedInElsewhere',
  'keyringLocked',
  'signInEnded',
  'renewalFails',
  'accessRunOut',
  // Domain API
  'noLicenceSeat',
  'tooManyRequests',
  'accessRefused',
  'refusedOnTheWay',
  'apiNotThere',
  'serverError',
  // Rights
  'noSet',
  'noPermission',
  'setNotThere',
] as const;

/** A stable code out of {@link testProblems}. */
export type TestProblem = (typeof testProblems)[number];

/** Something that a step has learned. Times in milliseconds since 1970, differences in milliseconds. */
export type TestFact =
  | {
      readonly kind: 'proxy' | 'addresses' | 'certificateFor' | 'certificateFrom';
      readonly text: string;
    }
  | { readonly kind: 'version' | 'identitySite' | 'set'; readonly text: string }
  | { readonly kind: 'validFrom' | 'validUntil'; readonly at: number }
  | { readonly kind: 'clockBehind'; readonly ms: number }
  /** The authority is not one that browsers bring: mostly a company's own, or a proxy that looks into connections. */
  | { readonly kind: 'companyAuthority' };

/** How a step ended. */
export interface TestOutcome {
  /** `noted`: passed, with something to know. `skipped`: not done, see `problem`. */
  readonly status: 'passed' | 'noted' | 'failed' | 'skipped';
  readonly problem: TestProblem | null;
  readonly facts: readonly TestFact[];
  /** The network's or the server's own name for what went wrong; null when it has none. */
  readonly detail: string | null;
}

/** A step that has ended. */
export interface TestResult extends TestOutcome {
  readonly step: TestStep;
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

/** Arguments of `testConnection`. */
export const testConnectionArguments = z.strictObject({
  ticket,
  /** As somebody types it. */
  host: z.string().min(1).max(300),
  /** The entity set that the rights are tried with; null for none. */
  set: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/)
    .nullable(),
});

/** Arguments of `testConnection`. */
export type TestConnection = z.infer<typeof testConnectionArguments>;

/** A request that was made, or an answer that the local copy gave instead. It holds no value out of an address. */
export interface RequestRecord {
  /** Counts from the start of the app. */
  readonly id: number;
  /** When it was asked, in milliseconds since 1970. */
  readonly at: number;
  readonly source: 'instance' | 'copy';
  readonly method: string;
  /** Which address it was, without the host and without values: `odata/Crm_Sales_Customers(…)`. */
  readonly path: string;
  /** The HTTP status; null without an answer. */
  readonly status: number | null;
  /** What the network calls the failure; null for none. */
  readonly error: string | null;
  /** Until the last byte, in milliseconds. */
  readonly ms: number;
  /** Of the body, decompressed. */
  readonly bytes: number;
}

/** A certificate that somebody may show to a server. */
export interface OfferedCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly validUntil: number;
}

/** What the network wants to know of the person before it goes on. */
export type NetworkQuestion =
  | {
      readonly kind: 'proxySignIn';
      readonly id: number;
      readonly host: string;
      readonly port: number;
      /** The proxy's own name for what it protects; its words, not ours. */
      readonly realm: string;
      /** What was entered before was refused. */
      readonly isRetry: boolean;
    }
  | {
      readonly kind: 'clientCertificate';
      readonly id: number;
      readonly host: string;
      readonly certificates: readonly OfferedCertificate[];
      /** The one that was chosen before was refused. */
      readonly isRetry: boolean;
    };

/** What a person says to a {@link NetworkQuestion}; null: nothing, go on without. */
export const networkAnswer = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('proxySignIn'),
      user: z.string().max(200),
      password: z.string().max(1000),
    }),
    z.strictObject({ kind: z.literal('clientCertificate'), place: z.int().min(0).max(1000) }),
  ])
  .nullable();

/** What a person says to a {@link NetworkQuestion}. */
export type NetworkAnswer = z.infer<typeof networkAnswer>;

/** Arguments of `answerNetworkQuestion`. */
export const answerNetworkQuestionArguments = z.strictObject({
  id: z.int().min(0),
  answer: networkAnswer,
});
