import type { Language } from '../contract/languages.ts';
import { type Result, success } from '../contract/result.ts';
import type { Row } from '../contract/rows.ts';
import type { Asking } from '../instance/asking.ts';
import { serverAddress } from '../instance/odata-query.ts';
import { groupsTest, inOrder, type RowTest, rowOrder, searchTest } from './local-rows.ts';
import { hasLocalPart, type Plan } from './plan.ts';
import { type Ask, inTurn, merged, type RowStream, requestStream, sifted } from './row-stream.ts';

/** How many rows are asked for at once. */
export interface PageSizes {
  /** Rows of a request whose every row belongs to the answer. */
  readonly answer: number;
  /** Rows of a request of which some are left out here, at most 1,000. */
  readonly scan: number;
  /** Rows that are looked through before what was found is shown. */
  readonly firstRows: number;
}

/** A plan that is being answered: its rows so far, in the order of the answer. */
export interface QueryRun {
  readonly plan: Plan;
  /** Rows that have come here, found or not. */
  scanned(): number;
  /** Every row has come. */
  isComplete(): boolean;
  /** The rows found so far; those of an answer that is ordered here change places when more come. */
  rows(): readonly Row[];
  /** When the first answer came, in milliseconds since 1970; now, as long as none has. */
  begunAt(): number;
  /** When the instance answered with the row at a place or with an earlier one, in milliseconds since 1970. */
  answeredAt(place: number): number;
  /**
   * Asks on until so many rows are found, all have come, or so many as are looked through at a time.
   * After a failure it can be asked again and goes on where it was.
   */
  findMore(wanted: number, asking: Asking): Promise<Result<null>>;
}

/** What a run is made with. */
export interface RunOptions {
  readonly ask: Ask;
  readonly language: Language;
  readonly sizes: PageSizes;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

function notSeen(): RowTest {
  const seen = new Set<string>();
  return ({ id }) => {
    if (id === null) return true;
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  };
}

/** Rows of a page that may come together with others: as many as a window shows. */
const mostRowsOfSmall = 100;

/** @param isCounted is told of every row that comes */
function streamOf(plan: Plan, { ask, language, sizes }: RunOptions, isCounted: RowTest): RowStream {
  const { fields, requests } = plan;
  const top = hasLocalPart(plan) ? sizes.scan : sizes.answer;
  const references = new Set(
    fields.filter(({ column }) => column.type === 'reference').map(({ path }) => path),
  );
  const streams = requests.map(({ query, check }) => {
    const address = serverAddress(query, references, { culture: language, top });
    const isSmall = top <= mostRowsOfSmall;
    const stream = sifted(requestStream(address, fields, ask, isSmall), isCounted);
    const isRight = groupsTest(
      check.map((each) => [each]),
      fields,
    );
    return check.length === 0 ? stream : sifted(stream, isRight);
  });
  return plan.isMergedByOrder
    ? merged(streams, rowOrder(plan.query.order, fields, language))
    : inTurn(streams);
}

/** Begins to answer a plan of the server's; asks for nothing yet. */
export function startRun(plan: Plan, options: RunOptions): QueryRun {
  const { fields, local } = plan;
  const { language, sizes, now } = options;
  const isNew = notSeen();
  const belongs = groupsTest(local.where, fields);
  const isFound = searchTest(local.search, fields);
  let scanned = 0;
  let isComplete = false;
  let found: Row[] = [];
  /** From which place on the rows came when, oldest first. */
  const arrivals: { readonly place: number; readonly at: number }[] = [];
  const counted: RowTest = () => {
    scanned += 1;
    return true;
  };
  const stream = sifted(
    streamOf(plan, options, counted),
    (row) => isNew(row) && belongs(row) && isFound(row),
  );

  return {
    plan,
    scanned: () => scanned,
    isComplete: () => isComplete,
    rows: () => found,
    begunAt: () => arrivals[0]?.at ?? now(),
    answeredAt(place) {
      // Put in order here, the oldest row may stand at any place.
      const isOrderedHere = local.order.length > 0;
      const arrival = isOrderedHere
        ? arrivals[0]
        : arrivals.findLast((each) => each.place <= place);
      return arrival?.at ?? now();
    },
    async findMore(wanted, asking) {
      const limit = scanned + sizes.firstRows;
      while (!isComplete && found.length < wanted && scanned < limit) {
        const next = await stream.next(asking);
        if (!next.ok) return next;
        arrivals.push({ place: found.length, at: now() });
        found.push(...(next.value ?? []));
        isComplete = next.value === null || stream.isEnded();
      }
      if (local.order.length > 0) found = inOrder(found, local.order, fields, language);
      return success(null);
    },
  };
}
