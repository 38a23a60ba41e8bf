import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { ErpApi } from '../electron/contract/requests.ts';
import type { Result } from '../electron/contract/result.ts';
import type { AccountList } from '../electron/contract/session.ts';
import { CommandProvider } from './commands/command.ts';
import { createCommandStore } from './commands/command-store.ts';
import { FailureNotice } from './components/failure-notice.tsx';
import { useEarlyAnswers } from './erp/early-answers.ts';
import { ErpContext, failureOf, unwrapped, useErp } from './erp/erp.ts';
import { useLiveValue } from './erp/live-value.ts';
import type { LiveValues } from './erp/live-values.ts';
import { Localized } from './localized.tsx';
import { Screens } from './screens.tsx';
import { useExportGuard } from './settings/export-guard.ts';
import { useMenu } from './settings/menu-commands.ts';
import { PolicyContext } from './settings/policy.ts';

interface AppProps {
  readonly erp: ErpApi;
  readonly live: LiveValues;
  readonly translations: i18n;
}

/** The whole window. */
export function App({ erp, live, translations }: AppProps) {
  const [client] = useState(createQueryClient);
  return (
    <ErpContext value={erp}>
      <QueryClientProvider client={client}>
        <I18nextProvider i18n={translations}>
          <Window live={live} translations={translations} />
        </I18nextProvider>
      </QueryClientProvider>
    </ErpContext>
  );
}

const forever = Number.POSITIVE_INFINITY;

function createQueryClient(): QueryClient {
  // The main process knows the network better than the page does, and repeats what is worth repeating.
  const options = { retry: false, networkMode: 'always' } as const;
  return new QueryClient({
    defaultOptions: {
      // An answer stays, too, while the window of its account is hidden behind another one's.
      queries: { ...options, staleTime: forever, gcTime: forever, refetchOnWindowFocus: false },
      mutations: options,
    },
  });
}

function Window({ live, translations }: Omit<AppProps, 'erp'>) {
  const erp = useErp();
  const session = useLiveValue(live.session);
  const settings = useLiveValue(live.settings);
  const accounts = useLiveValue(live.accounts);
  const language = settings?.ok === true ? settings.value.settings.language : null;
  const [store] = useState(createCommandStore);
  useMenu(erp, store);
  const early = useEarlyAnswers();
  const app = useQuery({
    // "As the system" can only be answered by the main process.
    queryKey: ['appInfo', language],
    queryFn: () => unwrapped(erp.appInfo()),
    initialData: () => early.appInfo() ?? undefined,
    enabled: language !== null,
    placeholderData: (before) => before,
  });
  useExportGuard(app.data?.policy.mayExport ?? true);

  const failure = failureIn(session) ?? failureIn(settings) ?? failureOf(app.error);
  if (failure !== null) {
    return (
      <div className="navigator-message">
        <FailureNotice failure={failure} onRetry={() => window.location.reload()} />
      </div>
    );
  }
  // Nothing but the ground colour: these answers are there before the eye is.
  if (session?.ok !== true || settings?.ok !== true || accounts === null) return null;
  if (app.data === undefined) return null;
  return (
    <Localized app={app.data} settings={settings.value} translations={translations}>
      <PolicyContext value={app.data.policy}>
        <CommandProvider value={{ store, platform: app.data.platform }}>
          <Screens
            session={session.value}
            // Who can't be told of the other accounts can still use this one.
            accounts={accounts.ok ? accounts.value : noAccounts}
            settings={settings.value}
            app={app.data}
            live={live}
          />
        </CommandProvider>
      </PolicyContext>
    </Localized>
  );
}

const noAccounts: AccountList = { accounts: [], unfinishedSignOuts: [] };

function failureIn<Value>(answer: Result<Value> | null) {
  return answer?.ok === false ? answer.error : null;
}
