import {
  attribute,
  calculated,
  choice,
  enumeration,
  flag,
  inPlace,
  integer,
  moment,
  reference,
  text,
} from '../members.ts';
import type { Attribute, Reference } from '../model.ts';

/** The states a document goes through; the gaps between the numbers are ERP.net's. */
const documentState = enumeration(
  'Erp.General_Documents_DocumentState',
  [
    ['New', 'New', 'Нов', 0],
    ['Adjustment', 'Adjustment', 'Корекция', 5],
    ['Planned', 'Planned', 'Планиран', 10],
    ['FirmPlanned', 'Firm planned', 'Твърдо планиран', 20],
    ['Released', 'Released', 'Издаден', 30],
    ['Completed', 'Completed', 'Завършен', 40],
    ['Closed', 'Closed', 'Приключен', 50],
  ],
  'Erp.General_DocumentState',
);

const parentRelationship = enumeration('Erp.General_Documents_ParentDocumentRelationshipType', [
  ['Subtask', 'Subtask', 'Подзадача'],
  ['NextTask', 'Next task', 'Следваща задача'],
  ['IndependentTask', 'Independent task', 'Независима задача'],
]);

const login = { maxLength: 64, subtype: 'String_UserLogin' };

/** What every document has (General.Documents.Documents in ERP.net's model). */
export const documentAttributes: readonly Attribute[] = [
  integer('AdjustmentNumber', 'Adjustment number', 'Номер на корекция', 'h'),
  moment('CompleteTime', 'Complete time', 'Време на завършване', 'G?h'),
  moment('CreationTime', 'Creation time', 'Време на създаване', 'Gh'),
  text('CreationUser', 'Creation user', 'Създаден от', 'Lh', login),
  moment('DocumentDate', 'Document date', 'Дата на документа', 'EG^', { logicalOrder: -100 }),
  text('DocumentNo', 'Document no.', 'Номер на документа', 'EL^', {
    maxLength: 20,
    logicalOrder: -80,
  }),
  text('DocumentNotes', 'Document notes', 'Бележки към документа', '?h', { maxLength: 2147483647 }),
  text('EntityName', 'Entity name', 'Име на обекта', 'E^x', {
    maxLength: 64,
    subtype: 'String_EntityName',
  }),
  choice(
    parentRelationship,
    'ParentDocumentRelationshipType',
    'Parent document relationship',
    'Връзка с родителския документ',
    '?h',
  ),
  flag('ReadOnly', 'Read only', 'Само за четене', 'h>'),
  moment('ReferenceDate', 'Reference date', 'Дата на събитието', 'G?h'),
  text('ReferenceDocumentNo', 'Reference document no.', 'Външен номер', 'EL?h', { maxLength: 20 }),
  moment('ReleaseTime', 'Release time', 'Време на издаване', 'G?h'),
  choice(documentState, 'State', 'State', 'Състояние', 'EGIh'),
  flag('Void', 'Void', 'Анулиран', 'Eh>'),
  text('VoidReason', 'Void reason', 'Причина за анулиране', '?h'),
  moment('VoidTime', 'Void time', 'Време на анулиране', 'G?h'),
  text('VoidUser', 'Void user', 'Анулиран от', '?h', login),
  calculated(attribute('Edm.String', 'StateTagsAttribute', 'State tags', 'Белези', ''), {
    kind: 'stateTags',
  }),
  calculated(attribute('Edm.String', 'FullState', 'Full state', 'Пълно състояние', ''), {
    kind: 'fullState',
  }),
];

export const documentReferences: readonly Reference[] = [
  reference('AssignedToUser', 'Systems_Security_Users', 'Assigned to user', 'Възложен на', '?'),
  inPlace(
    -90,
    reference('DocumentType', 'Systems_Documents_DocumentTypes', 'Document type', 'Тип документ'),
  ),
  reference(
    'EnterpriseCompany',
    'General_EnterpriseCompanies',
    'Enterprise company',
    'Управленска фирма',
    'h',
  ),
  reference(
    'EnterpriseCompanyLocation',
    'General_Contacts_CompanyLocations',
    'Company location',
    'Локация',
    'h',
  ),
  reference('FromParty', 'General_Contacts_Parties', 'From party', 'От контрагент', 'h'),
  reference('ToParty', 'General_Contacts_Parties', 'To party', 'До контрагент', '?h'),
  reference(
    'MasterDocument',
    'General_Documents_Documents',
    'Master document',
    'Начален документ',
    'h',
  ),
  reference('Parent', 'General_Documents_Documents', 'Parent', 'Родителски документ', '?h'),
  reference(
    'ResponsiblePerson',
    'General_Contacts_Persons',
    'Responsible person',
    'Отговорно лице',
    '?h',
  ),
];

/** How a document is called, and where it is searched. */
export const documentDisplay = {
  displayText: '{DocumentType.TypeName} {DocumentNo}{StateTagsAttribute}',
  searchMembers: ['DocumentNo'],
} as const;
