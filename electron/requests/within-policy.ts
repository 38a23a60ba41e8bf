import { failure } from '../contract/result.ts';
import { parseHost } from '../instance/host.ts';
import { type Policy, policyState } from '../policy/policy.ts';
import type { RequestHandlers } from '../shell/ipc-gate.ts';

const refused = () => failure({ code: 'managed' });

/**
 * Answers with `managed` what the organisation's policy does not allow, whatever the window shows: other instances than the one
 * that is locked, copies of rows and files of views, keeping offline. Who may not stay signed in is signed in without that.
 */
export function withinPolicy(handlers: RequestHandlers, policy: Policy): RequestHandlers {
  const { mayExport, mayKeepOffline } = policyState(policy);
  const { host, staySignedIn } = policy.locked;

  function isElsewhere(typed: string): boolean {
    if (host === undefined) return false;
    const parsed = parseHost(typed);
    return !parsed.ok || parsed.value.host !== host;
  }

  return {
    ...handlers,
    findInstance: (wish) => (isElsewhere(wish.host) ? refused() : handlers.findInstance(wish)),
    signIn: (wish) =>
      isElsewhere(wish.host)
        ? refused()
        : handlers.signIn({ ...wish, staySignedIn: staySignedIn ?? wish.staySignedIn }),
    ...(mayExport ? {} : { copyRows: refused, exportViews: refused }),
    ...(mayKeepOffline ? {} : { estimateKeeping: refused, keepOffline: refused }),
  };
}
