import type { ErpApi } from '../../electron/contract/requests.ts';
import { failure, type Result } from '../../electron/contract/result.ts';
import type { SessionState } from '../../electron/contract/session.ts';
import type { LiveValue } from '../erp/live-value.ts';

/** Whose rows the main process gives out. */
export interface AccountInForce {
  /** The account's key, null when nobody's; and how often that has changed. */
  readonly now: () => { readonly key: string | null; readonly turn: number };
}

/** Follows whose rows the main process gives out, for as long as the window lives. */
export function followAccountInForce(session: LiveValue<SessionState>): AccountInForce {
  let now: ReturnType<AccountInForce['now']> = { key: null, turn: 0 };
  function follow() {
    const state = session.get();
    // A sign-in that is under way takes nothing from the account before it.
    if (state?.ok !== true || state.value.status === 'signingIn') return;
    const key = 'account' in state.value ? state.value.account.key : null;
    if (key !== now.key) now = { key, turn: now.turn + 1 };
  }
  session.subscribe(follow);
  follow();
  return { now: () => now };
}

/**
 * The main process as the window of one account may ask it: requests do not name their account, so an answer counts only
 * if this account was in force from the question to the answer. Any other is dropped as cancelled.
 */
export function erpOfAccount(erp: ErpApi, inForce: AccountInForce, accountKey: string): ErpApi {
  function own<Argument, Value>(request: (argument: Argument) => Promise<Result<Value>>) {
    return async (argument: Argument): Promise<Result<Value>> => {
      const before = inForce.now();
      if (before.key !== accountKey) return failure({ code: 'cancelled' });
      const answer = await request(argument);
      return inForce.now().turn === before.turn ? answer : failure({ code: 'cancelled' });
    };
  }
  return {
    ...erp,
    entitySets: own(erp.entitySets),
    entitySet: own(erp.entitySet),
    fetchRows: own(erp.fetchRows),
    loadMoreRows: own(erp.loadMoreRows),
    countRows: own(erp.countRows),
    totalRows: own(erp.totalRows),
    estimateKeeping: own(erp.estimateKeeping),
    keepOffline: own(erp.keepOffline),
    stopKeeping: own(erp.stopKeeping),
    pauseKeeping: own(erp.pauseKeeping),
    changesOfSet: own(erp.changesOfSet),
    changesSeen: own(erp.changesSeen),
    otherSetNames: () => own(erp.otherSetNames)(undefined),
    searchMembers: own(erp.searchMembers),
    readWholeModel: own(erp.readWholeModel),
    workplace: own(erp.workplace),
    changeWorkplace: own(erp.changeWorkplace),
    views: own(erp.views),
    saveView: own(erp.saveView),
    deleteView: own(erp.deleteView),
    exportViews: own(erp.exportViews),
    importViews: own(erp.importViews),
    workspace: () => own(erp.workspace)(undefined),
  };
}
