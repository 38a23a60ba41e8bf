import { setImmediate as turn } from 'node:timers/promises';
import { failure, type Result, success } from '../contract/result.ts';
import { type CsdlDocument, readCsdl } from './csdl-document.ts';
import { csdlEntitySet, csdlHeadings } from './csdl-model.ts';
import type { TakeText } from './http.ts';
import type { DetailedEntitySet, EntitySetHeading } from './model-document.ts';
import { createRemembered } from './remembered.ts';
import { XmlError } from './xml-events.ts';

/** The model of an instance that has nothing but `$metadata`. */
export interface MetadataModel {
  headings(): Promise<Result<readonly EntitySetHeading[]>>;
  /** `notFound` when the instance has no set of that name. */
  entitySet(name: string): Promise<Result<DetailedEntitySet>>;
  /** All sets in the words of `currentmodel?details=true`, a piece of text each. */
  stream(take: TakeText): Promise<Result<null>>;
  /** Asks anew from here on. */
  forget(): void;
}

/**
 * Reads `$metadata`, once.
 *
 * Besides the failures of asking: `answerIncomplete` when the document was cut, `answerNotUnderstood` when it is none.
 * @param ask gets the document's text
 */
export function createMetadataModel(ask: () => Promise<Result<string>>): MetadataModel {
  const documents = createRemembered<CsdlDocument>();

  const document = (): Promise<Result<CsdlDocument>> =>
    documents.get('', async () => {
      const answer = await ask();
      return answer.ok ? read(answer.value) : answer;
    });

  return {
    async headings() {
      const known = await document();
      return known.ok ? success(csdlHeadings(known.value)) : known;
    },
    async entitySet(name) {
      const known = await document();
      if (!known.ok) return known;
      const set = csdlEntitySet(known.value, name);
      return set === undefined ? failure({ code: 'notFound' }) : success(set);
    },
    async stream(take) {
      const known = await document();
      if (!known.ok) return known;
      let start = '[';
      for (const name of known.value.entitySets.keys()) {
        const taken = await take(start + JSON.stringify(csdlEntitySet(known.value, name)));
        if (!taken.ok) return taken;
        start = ',';
      }
      return take(']');
    },
    forget: () => documents.forget(),
  };
}

async function read(text: string): Promise<Result<CsdlDocument>> {
  try {
    const document = await readCsdl(text, () => turn());
    const isEmpty = document.entitySets.size === 0;
    return isEmpty
      ? failure({ code: 'answerNotUnderstood', detail: 'metadata' })
      : success(document);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return error.isCut
      ? failure({ code: 'answerIncomplete' })
      : failure({ code: 'answerNotUnderstood', detail: 'metadata' });
  }
}
