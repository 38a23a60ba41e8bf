import { useMutation } from '@tanstack/react-query';
import { Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AppInfo } from '../../electron/contract/requests.ts';
import type { UpdateState } from '../../electron/contract/updates.ts';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';
import { useLiveValue } from '../erp/live-value.ts';
import type { LiveValues } from '../erp/live-values.ts';
import { useFormats } from '../values/formats.ts';
import { PolicyReport } from './policy-report.tsx';

interface AboutProps {
  readonly app: AppInfo;
  readonly update: LiveValues['update'];
}

/** Which program this is, what it runs on, whether there is a newer one, whose work is in it, and who manages it. */
export function About({ app, update }: AboutProps) {
  return (
    <>
      <Versions app={app} />
      <Updates update={update} />
      <Licences />
      <PolicyReport />
    </>
  );
}

function Versions({ app }: Pick<AboutProps, 'app'>) {
  const { t } = useTranslation();
  const erp = useErp();
  const [copied, setCopied] = useState(false);
  const { electron, chromium } = app.runtime;
  const lines: readonly (readonly [string, string])[] = [
    [t('settings.about.version'), app.version],
    [t('settings.about.electron'), electron],
    ...(chromium === null ? [] : [[t('settings.about.chromium'), chromium] as const]),
  ];

  async function copy() {
    const versions = lines.slice(1).map(([name, version]) => `${name} ${version}`);
    const text = [`${app.name} ${app.version}`, ...versions, app.platform].join('\n');
    const answer = await erp.copyText({ text });
    setCopied(answer.ok);
  }

  return (
    <section className="field" aria-label={app.name}>
      <h3 className="field-label">{app.name}</h3>
      <dl className="versions">
        {lines.map(([name, version]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="tabular">{version}</dd>
          </div>
        ))}
      </dl>
      <div className="card-actions">
        <Button className="button button-small" onPress={() => void copy()}>
          <Copy size={14} aria-hidden />
          {t('settings.about.copy')}
        </Button>
        <output className="quiet">{copied && t('common.copied')}</output>
      </div>
    </section>
  );
}

function Updates({ update }: Pick<AboutProps, 'update'>) {
  const { t } = useTranslation();
  const erp = useErp();
  const words = useUpdateWords();
  const state = useLiveValue(update);
  const check = useMutation({
    mutationFn: () => unwrapped(erp.checkForUpdates()),
    onSuccess: update.set,
  });
  if (state?.ok !== true) return null;
  return (
    <section className="field" aria-label={t('settings.about.updates')}>
      <h3 className="field-label">{t('settings.about.updates')}</h3>
      <output className="quiet">{words(state.value)}</output>
      {state.value.status === 'waiting' && (
        <div className="card-actions">
          <Button
            className="button button-small"
            isPending={check.isPending}
            onPress={() => check.mutate()}
          >
            <Download size={14} aria-hidden />
            {t('settings.about.check')}
          </Button>
        </div>
      )}
    </section>
  );
}

function useUpdateWords(): (state: UpdateState) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return (state) => {
    switch (state.status) {
      case 'off':
        return t(`settings.about.update.${state.because}`);
      case 'waiting': {
        const { failure, checkedAt } = state;
        if (failure !== null) {
          return t('settings.about.update.failed', { title: t(`failure.${failure}.title`) });
        }
        if (checkedAt === null) return t('settings.about.update.never');
        const time = formats.date.dayAndTime(new Date(checkedAt).toISOString());
        return t('settings.about.update.checked', { time });
      }
      case 'checking':
        return t('settings.about.update.checking');
      case 'downloading': {
        const { version, percent } = state;
        return t('settings.about.update.downloading', { version, percent });
      }
      case 'ready':
        return t('settings.about.update.ready', { version: state.version });
    }
  };
}

function Licences() {
  const { t } = useTranslation();
  const erp = useErp();
  const opening = useMutation({ mutationFn: () => unwrapped(erp.openLicences()) });
  return (
    <section className="field" aria-label={t('settings.about.licences')}>
      <h3 className="field-label">{t('settings.about.licences')}</h3>
      <p className="quiet">{t('settings.about.licencesHint')}</p>
      <div className="card-actions">
        <Button className="button button-small" onPress={() => opening.mutate()}>
          {t('settings.about.licences')}
        </Button>
        <output className="quiet">
          {failureOf(opening.error) !== null && t('settings.about.noLicences')}
        </output>
      </div>
    </section>
  );
}
