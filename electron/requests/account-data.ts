import { randomUUID } from 'node:crypto';
import { type Answers, createAnswers } from '../answers/answers.ts';
import { type AskingPerson, understand } from '../answers/asked-query.ts';
import { createCopyAnswers } from '../answers/copy-answers.ts';
import { createInstanceAnswers } from '../answers/instance-answers.ts';
import { createKeptLessons } from '../answers/kept-lessons.ts';
import type { Instance } from '../contract/instance.ts';
import type { Language } from '../contract/languages.ts';
import type { KeptSets } from '../contract/local-copy.ts';
import type { ChosenRecord } from '../contract/query.ts';
import type { ConnectionState } from '../contract/requests.ts';
import type { Clock } from '../instance/clock.ts';
import type { InstanceClient } from '../instance/instance-client.ts';
import type { LocalCopy } from '../local-copy/local-copy.ts';
import { createKeptModel, type KeptModel } from '../model/kept-model.ts';
import type { TimeZone } from '../query/time-zone.ts';
import { createRecordAnswers, type RecordAnswers } from '../records/record-answers.ts';
import { createSetReferences, type SetReferences } from '../records/set-references.ts';
import { banKeeping } from '../sync/keeping-ban.ts';
import type { Metering } from '../sync/metering.ts';
import { createSync, type Sync } from '../sync/sync.ts';
import { createKeptViews, type KeptViews } from '../workspace/kept-views.ts';
import { createKeptWorkplace, type KeptWorkplace } from '../workspace/kept-workplace.ts';
import { createKeptWorkspace, type KeptWorkspace } from '../workspace/kept-workspace.ts';
import type { AccountPresence } from './account-presence.ts';
import type { ClosableData } from './accounts-data.ts';

/** All that one account has to do with data: its instance, its local copy, and what is made of both. */
export interface AccountData extends ClosableData {
  readonly client: InstanceClient;
  readonly copy: LocalCopy;
  readonly model: KeptModel;
  readonly answers: Answers;
  readonly records: RecordAnswers;
  readonly references: SetReferences;
  readonly sync: Sync;
  readonly workspace: KeptWorkspace;
  readonly workplace: KeptWorkplace;
  readonly views: KeptViews;
}

/** What an account's data is made with. */
export interface AccountDataOptions {
  readonly instance: Instance;
  /** The user's id at the instance. */
  readonly userId: string;
  readonly client: InstanceClient;
  readonly copy: LocalCopy;
  readonly language: () => Language;
  readonly timeZone: () => TimeZone;
  /** BCP 47: how numbers and days are typed. */
  readonly locale: () => string;
  readonly clock: Clock;
  /** At this account's window. */
  readonly presence: AccountPresence;
  readonly metering: Metering;
  /** Otherwise what was kept before is kept no longer. */
  readonly mayKeepOffline: boolean;
  readonly onKeptSetsChange: (kept: KeptSets) => void;
  /** Rows of a set in the copy have changed by themselves. */
  readonly onSetChange: (set: string) => void;
}

/** The entity set of users, to which `(me)` belongs. */
const users = 'Systems_Security_Users';

function isOnline({ status }: ConnectionState): boolean {
  // Nobody knows before the first request, and following what is kept may be it.
  return status === 'online' || status === 'idle';
}

/** The records of a workplace by set; none while the account's state can't be read. */
async function recordsOf(workplace: KeptWorkplace): Promise<ReadonlyMap<string, ChosenRecord>> {
  const kept = await workplace.read();
  const told = kept.ok ? Object.entries(kept.value) : [];
  return new Map(told.map(([set, { id }]) => [set, { set, id }]));
}

/** Puts the parts of an account together. */
export function createAccountData(options: AccountDataOptions): AccountData {
  const { instance, userId, client, copy, language, timeZone, locale, clock, presence } = options;
  const model = createKeptModel({
    source: client.model,
    askLibrary: copy.ask,
    version: instance.version,
    ...{ language, clock },
  });
  const entitySet = model.entitySet.bind(model);
  const workplace = createKeptWorkplace(copy.askState, () => sync.meaningsChanged());
  const person: AskingPerson = {
    ...{ now: () => clock.now(), timeZone, locale },
    me: { set: users, id: userId },
    current: () => recordsOf(workplace),
  };
  const lessons = createKeptLessons({ askLibrary: copy.ask, version: instance.version });
  const ban = banKeeping(() => sync);
  const sync: Sync = createSync({
    askLibrary: copy.ask,
    askList: (address, turn) => client.askList(address, turn),
    ...{ entitySet, lessons, language, clock, presence },
    understand: (query) => understand(query, entitySet, person),
    metering: options.metering,
    isOnline: () => isOnline(client.connection()),
    onOnlineChange: (listener) => client.onConnectionChange(listener),
    onChange(kept) {
      options.onKeptSetsChange(kept);
      if (!options.mayKeepOffline) ban(kept);
    },
    onSetChange: options.onSetChange,
  });
  const answers = createAnswers({
    entitySet,
    keptEntitySet: (name) => model.keptEntitySet(name),
    person,
    copy: createCopyAnswers({
      askLibrary: copy.ask,
      language,
      completeFor: (asked) => sync.completeFor(asked),
      lookedAt: (set, rows) => sync.lookedAt(set, rows),
    }),
    instance: createInstanceAnswers({
      ask: (address, asking) => client.ask(address, asking),
      askLibrary: copy.ask,
      ...{ lessons, language, clock },
    }),
    sync,
  });
  client.onConnectionChange(({ status }) => {
    if (status === 'online') copy.noteContact();
  });
  void sync.start();

  function stop(): void {
    sync.dispose();
    client.dispose();
  }

  return {
    ...{ client, copy, model, answers, sync },
    records: createRecordAnswers({
      ...{ entitySet, language, clock, askLibrary: copy.ask },
      keptEntitySet: (name) => model.keptEntitySet(name),
      ask: (address, asking) => client.ask(address, asking),
    }),
    references: createSetReferences({
      ...{ language, askLibrary: copy.ask },
      entitySets: () => model.entitySets(false),
      compile: (signal) => model.compile(signal),
    }),
    workspace: createKeptWorkspace(copy.askState),
    workplace,
    views: createKeptViews(copy.askState, randomUUID),
    attend: (isShown) => presence.attend(isShown),
    close() {
      stop();
      return copy.close();
    },
    shred() {
      stop();
      return copy.shred();
    },
  };
}
