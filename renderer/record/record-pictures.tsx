import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PictureColumn } from '../../electron/contract/rows.ts';
import { unwrapped, useErp } from '../erp/erp.ts';
import { useFormats } from '../values/formats.ts';

interface RecordPicturesProps {
  readonly set: string;
  readonly id: string;
  readonly pictures: readonly PictureColumn[];
  /** When the record was answered with, in milliseconds since 1970: another time may mean another picture. */
  readonly receivedAt: number;
}

/** The pictures of a record that are kept on this computer; nothing where there are none. */
export function RecordPictures({ set, id, pictures, receivedAt }: RecordPicturesProps) {
  return pictures.map((column) => (
    <RecordPicture key={column.name} {...{ set, id, column, receivedAt }} />
  ));
}

interface RecordPictureProps extends Omit<RecordPicturesProps, 'pictures'> {
  readonly column: PictureColumn;
}

function RecordPicture({ set, id, column, receivedAt }: RecordPictureProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const erp = useErp();
  const { data: picture } = useQuery({
    queryKey: ['picture', set, id, column.name, receivedAt],
    queryFn: () => unwrapped(erp.picture({ set, id, column: column.name })),
    placeholderData: (before, query) => (query?.queryKey[2] === id ? before : undefined),
    retry: false,
    gcTime: 0,
  });
  if (picture === undefined || picture.status === 'none') return null;
  if (picture.status === 'here') {
    return <img className="record-picture" src={picture.address} alt={column.label} />;
  }
  const megabytes = formats.count(Math.max(1, Math.round(picture.size / 1_000_000)));
  return (
    <p className="quiet">
      {picture.status === 'unreadable' || picture.size === 0
        ? t('record.pictureLeftOut', { picture: column.label })
        : t('record.pictureTooLarge', { picture: column.label, megabytes })}
    </p>
  );
}
