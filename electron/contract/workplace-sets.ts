// By itself, so that the window is bundled without the schemas.

/**
 * What ERP.net counts to the place that somebody works in, by the entity sets of it. `(current)` stands for the record of the
 * set that a reference leads to.
 * @see ERP.net's Web Client manual, on filter expressions
 */
export const workplaceSets = [
  'General_EnterpriseCompanies',
  'General_Contacts_CompanyLocations',
  'Systems_Security_Roles',
] as const;

/** An entity set of which somebody works in one record. */
export type WorkplaceSet = (typeof workplaceSets)[number];

/** Whether `(current)` has a meaning in references to a set. */
export function isWorkplaceSet(set: string | undefined): set is WorkplaceSet {
  return workplaceSets.some((each) => each === set);
}
