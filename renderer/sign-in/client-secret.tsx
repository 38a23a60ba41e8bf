import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button, Input, Label, Text, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../electron/contract/failure.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';

/** Why a sign-in fails that a secret mends. */
export const mendedBySecret: ReadonlySet<FailureCode> = new Set([
  'clientSecretNeeded',
  'clientSecretRefused',
]);

interface ClientSecretProps {
  /** The instance that the application is registered in. */
  readonly host: string;
  /** The application id that the secret belongs to. */
  readonly clientId: string;
}

/** The secret of a confidential application: it is kept or removed here, and never shown. */
export function ClientSecret({ host, clientId }: ClientSecretProps) {
  const { t } = useTranslation();
  const erp = useErp();
  const client = useQueryClient();
  const [secret, setSecret] = useState('');
  const queryKey = ['hasClientSecret', host, clientId];
  const kept = useQuery({ queryKey, queryFn: () => unwrapped(erp.hasClientSecret({ host })) });
  const keep = useMutation({
    mutationFn: (wanted: string) => unwrapped(erp.setClientSecret({ host, secret: wanted })),
    onSuccess: (_, wanted) => {
      setSecret('');
      client.setQueryData(queryKey, { isKept: wanted !== '' });
    },
  });
  const isKept = kept.data?.isKept === true;
  const failure = keep.isPending ? null : failureOf(keep.error ?? kept.error);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (secret !== '') keep.mutate(secret);
  }

  return (
    <form className="secret-form" onSubmit={onSubmit}>
      <TextField
        className="field"
        type="password"
        value={secret}
        onChange={setSecret}
        maxLength={1000}
        autoComplete="off"
      >
        <Label>{t('clientSecret.label')}</Label>
        <div className="field-line">
          <Input className="input" spellCheck={false} />
          <Button
            type="submit"
            className="button"
            isDisabled={secret === ''}
            isPending={keep.isPending}
          >
            {t('clientSecret.keep')}
          </Button>
        </div>
        <Text slot="description" className="field-hint">
          {t('clientSecret.hint')}
        </Text>
      </TextField>
      <div className="secret-kept" aria-live="polite">
        {isKept && (
          <>
            <span>{t('clientSecret.kept', { host })}</span>
            <Button className="link" onPress={() => keep.mutate('')}>
              {t('clientSecret.remove')}
            </Button>
          </>
        )}
      </div>
      {failure !== null && <FailureNotice failure={failure} />}
    </form>
  );
}
