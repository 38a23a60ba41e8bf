import { Check, Minus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ShownValue } from '../values/shown-value.ts';

/** What stands inside a cell. */
export function ShownCell({ shown }: { readonly shown: ShownValue }) {
  const { t } = useTranslation();
  switch (shown.kind) {
    case 'empty':
      return null;
    case 'yes':
      return (
        <>
          <Check className="mark-yes" size={16} aria-hidden />
          <span className="visually-hidden">{t('common.yes')}</span>
        </>
      );
    case 'no':
      return (
        <>
          <Minus className="mark-no" size={16} aria-hidden />
          <span className="visually-hidden">{t('common.no')}</span>
        </>
      );
    case 'binary':
      return t('grid.binary');
    case 'text':
      return shown.text;
    case 'number':
      return <ShownNumber shown={shown} />;
  }
}

/**
 * A number with room for the digits that others of its column have, and then its currency or unit. The space between them belongs to
 * the number: where one of them is laid out by itself, it would be lost, and both be read as one word.
 */
export function ShownNumber({ shown: { text, padding, unit } }: { readonly shown: ShownValue }) {
  return (
    <>
      {unit === '' ? text : `${text} `}
      {padding !== '' && <span className="digit-room" data-digits={padding} aria-hidden />}
      {unit !== '' && <span className="unit">{unit}</span>}
    </>
  );
}
