/** One entity set that got another name with a version. */
export interface Rename {
  readonly OldName: string;
  readonly NewName: string;
  readonly Version: string;
}

/**
 * What was renamed, in order; facts of ERP.net's model but for the first, which leads to the name that the next one starts from
 * (ErpNetDocs dev, domain-api/common-tasks/handling-renames.md).
 */
export const renames: readonly Rename[] = [
  { OldName: 'Crm_Buyers', NewName: 'Crm_Customers', Version: '24.1.5.35' },
  {
    OldName: 'General_DocumentTypes',
    NewName: 'Systems_Documents_DocumentTypes',
    Version: '24.1.5.35',
  },
  { OldName: 'General_Documents', NewName: 'General_Documents_Documents', Version: '25.1.0.64' },
  { OldName: 'Crm_Customers', NewName: 'Crm_Sales_Customers', Version: '25.1.2.28' },
];

/** What a set is called now; the name itself when it was not renamed. */
export function currentName(name: string): string {
  return renames.reduce(
    (current, { OldName, NewName }) => (current === OldName ? NewName : current),
    name,
  );
}
