import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RequestRecord } from '../../electron/contract/diagnostics.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';
import { useFormats } from '../values/formats.ts';

/** How often is looked for newer ones, in milliseconds. */
const lookEvery = 1_000;

/** The last requests with how long they took, newest first, for the curious. */
export function RequestTable() {
  const { t } = useTranslation();
  const erp = useErp();
  const requests = useQuery({
    queryKey: ['requestList'],
    queryFn: () => unwrapped(erp.requestList()),
    refetchInterval: lookEvery,
    staleTime: 0,
    gcTime: 0,
  });
  const failure = failureOf(requests.error);
  if (failure !== null) return <FailureNotice failure={failure} />;
  if (requests.data === undefined) return null;
  if (requests.data.length === 0) return <p className="quiet">{t('diagnostics.requests.none')}</p>;
  return (
    <section
      className="request-table"
      aria-label={t('diagnostics.requests.label')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0} // oxlint-disable-line jsx-a11y/no-noninteractive-tabindex -- likewise
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{t('diagnostics.requests.time')}</th>
            <th scope="col">{t('diagnostics.requests.source')}</th>
            <th scope="col">{t('diagnostics.requests.address')}</th>
            <th scope="col">{t('diagnostics.requests.answer')}</th>
            <th scope="col" className="number">
              {t('diagnostics.requests.duration')}
            </th>
            <th scope="col" className="number">
              {t('diagnostics.requests.size')}
            </th>
          </tr>
        </thead>
        <tbody>
          {requests.data.map((request) => (
            <RequestRow key={request.id} request={request} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RequestRow({ request }: { readonly request: RequestRecord }) {
  const { t } = useTranslation();
  const { date, count } = useFormats();
  const { at, source, method, path, status, error, ms, bytes } = request;
  const isWell = error === null && (status === null || status < 400);
  return (
    <tr>
      <td className="tabular">{date.plain(new Date(at).toISOString()).slice(11)}</td>
      <td>{t(`diagnostics.requests.from.${source}`)}</td>
      <td>
        <code>{`${method} ${path}`}</code>
      </td>
      <td className="tabular" data-wrong={!isWell || undefined}>
        {[status, error].filter((each) => each !== null).join(' ')}
      </td>
      <td className="number tabular">
        {t('diagnostics.milliseconds', { ms: count(Math.round(ms)) })}
      </td>
      <td className="number tabular">
        {source === 'copy' ? '' : t('diagnostics.bytes', { bytes: count(bytes) })}
      </td>
    </tr>
  );
}
