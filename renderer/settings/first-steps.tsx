import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommandKeys, useCommands } from '../commands/command.ts';

interface FirstStepsProps {
  /** Nobody was ever signed in on this computer. */
  readonly areWanted: boolean;
}

/** What to know before the first sign-in, in three sentences, and the way to the settings. */
export function FirstSteps({ areWanted }: FirstStepsProps) {
  const { t } = useTranslation();
  const { store } = useCommands();
  const keysOf = useCommandKeys();
  return (
    <>
      {areWanted && (
        <section className="first-steps" aria-label={t('settings.firstSteps.title')}>
          <ol>
            <li>{t('settings.firstSteps.signIn')}</li>
            <li>{t('settings.firstSteps.find', { keys: keysOf('palette') })}</li>
            <li>{t('settings.firstSteps.offline')}</li>
          </ol>
        </section>
      )}
      <div className="first-links">
        <Button className="link" onPress={() => store.run('settings')}>
          {t('settings.open')}
        </Button>
        <Button className="link" onPress={() => store.run('about')}>
          {t('settings.part.about')}
        </Button>
      </div>
    </>
  );
}
