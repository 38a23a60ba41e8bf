import { useTranslation } from 'react-i18next';
import { useFormats } from '../values/formats.ts';
import { beginning } from '../values/shown-value.ts';

/** In characters. Nobody reads more of one field, and the browser takes seconds to lay out some megabytes. */
const longest = 100_000;

/** A text with as much of it as can be shown; where that is not all, it says so. */
export function LongText({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (text.length <= longest) return text;
  const lengths = { shown: formats.count(longest), all: formats.count(text.length) };
  return (
    <>
      {beginning(text, longest)}
      <br />
      <span className="quiet">{t('record.longText', lengths)}</span>
    </>
  );
}
