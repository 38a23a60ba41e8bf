import type { NetworkQuestion } from '../../electron/contract/diagnostics.ts';
import type { WaitingLink } from '../../electron/contract/links.ts';
import type { CopyState, KeptSets } from '../../electron/contract/local-copy.ts';
import type { ConnectionState, ErpApi } from '../../electron/contract/requests.ts';
import type { AccountList, SessionState } from '../../electron/contract/session.ts';
import type { SettingsState } from '../../electron/contract/settings.ts';
import type { UpdateState } from '../../electron/contract/updates.ts';
import { type CopiedSets, followCopiedSets } from './copied-sets.ts';
import { createLiveValue, type LiveValue } from './live-value.ts';

/** What the main process tells without being asked. */
export interface LiveValues {
  readonly session: LiveValue<SessionState>;
  readonly accounts: LiveValue<AccountList>;
  readonly connection: LiveValue<ConnectionState>;
  readonly settings: LiveValue<SettingsState>;
  readonly copy: LiveValue<CopyState>;
  readonly keptSets: LiveValue<KeptSets>;
  readonly update: LiveValue<UpdateState>;
  readonly networkQuestion: LiveValue<NetworkQuestion | null>;
  readonly link: LiveValue<WaitingLink | null>;
  readonly copiedSets: CopiedSets;
}

/** Starts to follow all that the main process tells without being asked. */
export function createLiveValues(erp: ErpApi): LiveValues {
  return {
    session: createLiveValue(erp, 'sessionChanged', erp.sessionState),
    accounts: createLiveValue(erp, 'accountsChanged', erp.accounts),
    connection: createLiveValue(erp, 'connectionChanged', erp.connectionState),
    settings: createLiveValue(erp, 'settingsChanged', erp.settings),
    copy: createLiveValue(erp, 'copyChanged', erp.copyState),
    keptSets: createLiveValue(erp, 'keptSetsChanged', erp.keptSets),
    update: createLiveValue(erp, 'updateChanged', erp.updateState),
    networkQuestion: createLiveValue(erp, 'networkQuestionChanged', erp.networkQuestion),
    link: createLiveValue(erp, 'linkChanged', erp.waitingLink),
    copiedSets: followCopiedSets(erp),
  };
}
