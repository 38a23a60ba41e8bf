import type { EntitySet, Model } from '../data/model.ts';
import { DomainApiError } from './domain-api-error.ts';
import { requireSet } from './members.ts';

/** What the path below `/api/domain/odata/` addresses. */
export type ODataTarget =
  | { readonly kind: 'metadata' }
  | { readonly kind: 'version' }
  | { readonly kind: 'renames' }
  | { readonly kind: 'rows'; readonly set: EntitySet }
  | { readonly kind: 'count'; readonly set: EntitySet }
  | { readonly kind: 'row'; readonly set: EntitySet; readonly id: string };

const setPath = /^(\w+)(?:\(([^()]*)\))?(?:\/(Erp\.\w+))?(\/\$count)?$/;
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A cast goes from a base set to one of the sets derived from it. */
function castTo(model: Model, set: EntitySet, type: string, path: string): EntitySet {
  if (set.objectType === type) return set;
  const derived = [...model.values()].find(
    ({ base, objectType }) => base === set.name && objectType === type,
  );
  if (derived === undefined) throw new DomainApiError('pathNotSupported', path);
  return derived;
}

/**
 * Resolves a path: one entity set, a row of it, its count, a cast; nothing deeper
 * (ErpNetDocs dev, domain-api/querying-data/url-components.md).
 *
 * @param path decoded, without a leading slash.
 * @throws DomainApiError `unknownSet`, `renamedSet`, `pathNotSupported`, `optionNotSupported` for `$batch`.
 */
export function resolvePath(model: Model, path: string): ODataTarget {
  if (path === '$metadata') return { kind: 'metadata' };
  if (path === 'GetVersion') return { kind: 'version' };
  if (path === 'GetRenamedEntityTypes') return { kind: 'renames' };
  if (path === '$batch') throw new DomainApiError('optionNotSupported', '$batch');
  const [, name, id, cast, count] = setPath.exec(path) ?? [];
  if (name === undefined) throw new DomainApiError('pathNotSupported', path);
  const named = requireSet(model, name);
  const set = cast === undefined ? named : castTo(model, named, cast, path);
  if (id === undefined) return { kind: count === undefined ? 'rows' : 'count', set };
  if (count !== undefined || set.isView || !guid.test(id)) {
    throw new DomainApiError('pathNotSupported', path);
  }
  return { kind: 'row', set, id: id.toLowerCase() };
}
