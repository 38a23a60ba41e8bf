import { useTranslation } from 'react-i18next';
import { answerOf, isReloaded } from '../rows/row-pages.ts';
import { useFormats } from '../values/formats.ts';
import type { Asking } from './retry-when-back.ts';
import { copyScope, type ShownScopes } from './scope.ts';
import type { SetRows } from './set-rows.ts';

interface AnswerToldProps {
  /** What the rows are called. */
  readonly label: string;
  readonly rows: SetRows;
  readonly scopes: ShownScopes;
  readonly asking: Asking;
}

/**
 * Says once what a question has come to: how many rows, or how far the answer goes where it is a part only. It says nothing of
 * the pages that come while somebody goes down, nor of the copy's part of an answer that the instance is about to give. That rows
 * were reloaded is told even if there are as many as before, but only to who has asked for it.
 */
export function AnswerTold({ label, rows, scopes, asking }: AnswerToldProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { pages, total } = rows;
  const answer = answerOf(pages);
  const isAlone = asking.offline || !asking.signedIn;
  const whole = scopes.whole ?? copyScope(answer, isAlone);
  const isSettled =
    answer !== null &&
    pages.remain !== 'others' &&
    (answer.source === 'instance' || answer.isComplete || isAlone);
  const isPart = whole?.scope === 'localFirstRows';
  // That there are none is said in their place.
  const countWords =
    total === null || total === 0
      ? ''
      : t('navigator.rows', { count: total, shown: formats.count(total) });
  const partWords = [
    // While there are more pages of them it would be said again with each.
    ...(pages.front.ended
      ? [
          t('navigator.rowsSoFar', {
            count: pages.rows.length,
            shown: formats.count(pages.rows.length),
          }),
        ]
      : []),
    t('scope.short.localFirstRows', {
      count: whole?.rows ?? 0,
      rows: formats.count(whole?.rows ?? 0),
    }),
  ].join(', ');
  const words = isPart ? partWords : countWords;
  return (
    // Dialogs leave live announcers where they are: one that comes back when they close would be heard again.
    <>
      {/* By itself, and empty during a reload: so it is heard each time, and what it says after it only if that has changed. */}
      <output className="visually-hidden" data-live-announcer data-testid="reload-told">
        {isSettled && isReloaded(pages) && `${label}: ${t('navigator.reloaded')}`}
      </output>
      <output className="visually-hidden" data-live-announcer data-testid="answer-told">
        {isSettled && words !== '' && `${label}: ${words}`}
      </output>
    </>
  );
}
