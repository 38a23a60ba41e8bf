import type { RowInput } from '../../domain-api/row-values.ts';
import type { Parties } from './parties.ts';
import { day, type SeedContext } from './seed-context.ts';
import { type Settings, seeded } from './settings.ts';

/** The numbers of `Erp.General_Documents_DocumentState`. */
export const states = {
  New: 0,
  Planned: 10,
  FirmPlanned: 20,
  Released: 30,
  Completed: 40,
  Closed: 50,
} as const;

export interface DocumentFacts {
  readonly id: string;
  /** Code of the document type. */
  readonly type: string;
  readonly entityName: string;
  readonly number: number;
  /** Midnight of the document's date in milliseconds since 1970. */
  readonly date: number;
  readonly state: number;
  readonly isVoid: boolean;
  readonly toParty: string | null;
  /** The document that this one was made from, and the one that all began with. */
  readonly parent?: { readonly id: string; readonly master: string };
}

/** Ten digits, as the numbers of Bulgarian invoices. */
export function documentNo(number: number): string {
  return String(number).padStart(10, '0');
}

/** What all documents have in common. */
export function documentRow(
  { random }: SeedContext,
  settings: Settings,
  parties: Parties,
  facts: DocumentFacts,
): RowInput {
  const { id, date, state, isVoid, parent } = facts;
  const created = date + random.between(8 * 60, 18 * 60) * 60_000 + random.below(60_000);
  const releaseTime = state >= states.Released ? created + random.between(1, 300) * 60_000 : null;
  const completeTime = state >= states.Completed ? created + random.between(1, 9) * day : null;
  const voidTime = isVoid ? created + random.between(1, 48) * 3_600_000 : null;
  return {
    Id: id,
    ObjectVersion: 1,
    AggregateLastUpdateTimeUtc: voidTime ?? completeTime ?? releaseTime ?? created,
    AdjustmentNumber: 0,
    CompleteTime: completeTime,
    CreationTime: created,
    CreationUser: random.pick(parties.logins),
    DocumentDate: date,
    DocumentNo: documentNo(facts.number),
    DocumentNotes: random.chance(0.05)
      ? 'Моля, обадете се предварително. / Please call ahead.'
      : null,
    EntityName: facts.entityName,
    ParentDocumentRelationshipType: parent ? 1 : null,
    ReadOnly: state >= states.Released,
    ReferenceDate: random.chance(0.2) ? date - random.below(5) * day : null,
    ReleaseTime: releaseTime,
    State: state,
    Void: isVoid,
    VoidReason: isVoid ? random.pick(['Отказана от клиента', 'Entered twice']) : null,
    VoidTime: voidTime,
    VoidUser: isVoid ? random.pick(parties.logins) : null,
    AssignedToUser: random.chance(0.4) ? random.pick(parties.users) : null,
    DocumentType: seeded(settings.documentTypes, facts.type),
    EnterpriseCompany: parties.enterpriseCompany,
    EnterpriseCompanyLocation: parties.location,
    FromParty: parties.ownParty,
    ToParty: facts.toParty,
    MasterDocument: parent?.master ?? id,
    Parent: parent?.id ?? null,
    ResponsiblePerson: random.chance(0.3) ? random.pick(parties.persons) : null,
  };
}
