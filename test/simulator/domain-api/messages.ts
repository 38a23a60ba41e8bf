/** The languages of the simulated instance. */
export type Language = 'en' | 'bg';

/** What an error tells people; `{0}` is replaced by the first parameter. */
export interface ErrorTemplate {
  readonly code: number;
  readonly type: string;
  readonly en: string;
  readonly bg: string;
}

const query = 'Aloe.EnterpriseOne.DomainApi.Exceptions.ODataQueryException';
const missing = 'Aloe.EnterpriseOne.Model.Exceptions.ObjectNotFoundException';

const licence = 'Aloe.EnterpriseOne.Model.Exceptions.E1LicenseException';

/**
 * The instance's error messages. The licence code and the end of its type are documented
 * (ErpNetDocs dev, domain-api/data-manipulation/error-handling.md); the other codes are made up.
 */
export const errorTemplates = {
  syntax: {
    code: 1001,
    type: query,
    en: "Syntax error at position {1} in '{0}': {2}.",
    bg: "Синтактична грешка на позиция {1} в '{0}': {2}.",
  },
  operatorNotSupported: {
    code: 1002,
    type: query,
    en: "The operator '{0}' is not supported in $filter.",
    bg: "Операторът '{0}' не се поддържа в $filter.",
  },
  functionNotSupported: {
    code: 1003,
    type: query,
    en: "The function '{0}' is not supported in $filter.",
    bg: "Функцията '{0}' не се поддържа в $filter.",
  },
  unknownMember: {
    code: 1004,
    type: query,
    en: "Could not find a property named '{0}' on type '{1}'.",
    bg: "Не е намерено свойство '{0}' на типа '{1}'.",
  },
  notFilterable: {
    code: 1005,
    type: query,
    en: "The attribute '{0}' does not support the filter '{1}'.",
    bg: "Атрибутът '{0}' не поддържа филтъра '{1}'.",
  },
  notFilterableReference: {
    code: 1006,
    type: query,
    en: "The reference '{0}' is not filterable by the attributes of what it refers to.",
    bg: "Връзката '{0}' не позволява филтриране по атрибутите на свързания обект.",
  },
  wrongLiteral: {
    code: 1007,
    type: query,
    en: "The value {0} is not valid for '{1}'.",
    bg: "Стойността {0} не е валидна за '{1}'.",
  },
  notOrderable: {
    code: 1008,
    type: query,
    en: "The attribute '{0}' does not support ordering.",
    bg: "Атрибутът '{0}' не поддържа подреждане.",
  },
  notSelectable: {
    code: 1009,
    type: query,
    en: "'{0}' can not be selected here.",
    bg: "'{0}' не може да бъде избрано тук.",
  },
  notExpandable: {
    code: 1010,
    type: query,
    en: "'{0}' can not be expanded.",
    bg: "'{0}' не може да бъде разгърнато.",
  },
  optionNotSupported: {
    code: 1011,
    type: query,
    en: "The query option '{0}' is not supported here.",
    bg: "Параметърът '{0}' не се поддържа тук.",
  },
  wrongOption: {
    code: 1012,
    type: query,
    en: "The value '{1}' of the query option '{0}' is not valid.",
    bg: "Стойността '{1}' на параметъра '{0}' не е валидна.",
  },
  orderedGroups: {
    code: 0,
    type: 'NotSupportedException',
    en: 'OData $orderby is not supported together with $apply groupby.',
    bg: 'OData $orderby не се поддържа заедно с $apply groupby.',
  },
  notGroupable: {
    code: 1017,
    type: query,
    en: "The property '{0}' is not supported in $apply.",
    bg: "Свойството '{0}' не се поддържа в $apply.",
  },
  pathNotSupported: {
    code: 1013,
    type: query,
    en: "The resource path '{0}' is not supported.",
    bg: "Пътят '{0}' не се поддържа.",
  },
  unknownSet: {
    code: 1014,
    type: query,
    en: "The entity set '{0}' does not exist.",
    bg: "Няма множество '{0}'.",
  },
  renamedSet: {
    code: 1016,
    type: query,
    en: "The provided entity set name '{0}' is no more supported.\nThe new name of this entity is '{1}'.",
    bg: "Името '{0}' вече не се поддържа.\nНовото име е '{1}'.",
  },
  readOnly: {
    code: 1015,
    type: query,
    en: "The method '{0}' is not supported; this instance is read only.",
    bg: "Методът '{0}' не се поддържа; инсталацията е само за четене.",
  },
  wrongBatch: {
    code: 1018,
    type: query,
    en: 'The batch request is not valid: {0}.',
    bg: 'Пакетната заявка не е валидна: {0}.',
  },
  objectNotFound: {
    code: 2001,
    type: missing,
    en: "The object '{0}' does not exist.",
    bg: "Обектът '{0}' не съществува.",
  },
  licence: {
    code: 8,
    type: licence,
    en: 'The maximum number of concurrent users ({0}) is reached. Please try again later.',
    bg: 'Достигнат е максималният брой едновременни потребители ({0}). Моля, опитайте по-късно.',
  },
} as const satisfies Record<string, ErrorTemplate>;

export type ErrorName = keyof typeof errorTemplates;

/** Puts the parameters into `{0}`, `{1}`, …; a text without a parameter stays as it is. */
export function fillIn(template: string, parameters: readonly string[]): string {
  return template.replace(
    /\{(\d)\}/g,
    (whole, index: string) => parameters[Number(index)] ?? whole,
  );
}
