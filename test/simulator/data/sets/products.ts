import {
  amount,
  choice,
  collection,
  customProperty,
  decimal,
  entitySet,
  enumeration,
  flag,
  inPlace,
  integer,
  label,
  localized,
  moment,
  percent,
  picture,
  quantity,
  reference,
  text,
} from '../members.ts';
import type { EntitySet } from '../model.ts';

const abcClass = enumeration('Erp.General_Products_ProductsRepository_ABCClass', [
  ['A', 'A', 'А'],
  ['B', 'B', 'Б'],
  ['C', 'C', 'В'],
]);

const useLots = enumeration('Erp.General_Products_ProductsRepository_UseLots', [
  ['Allowed', 'Allowed', 'Позволени'],
  ['NotAllowed', 'Not allowed', 'Забранени'],
  ['Required', 'Required', 'Задължителни'],
]);

const sizeClass = enumeration('Erp.General_Products_ProductPicturesRepository_PictureSizeClass', [
  ['SmallPictureThumbnail', 'Thumbnail', 'Малка'],
  ['LargePictureFullSize', 'Full size', 'Голяма'],
]);

export const productSets: readonly EntitySet[] = [
  entitySet('General_Products_Products', 'Erp.General_Products_Product', {
    label: label('Products', 'Продукти'),
    category: 'Definitions',
    displayText: '{Name}',
    searchMembers: ['PartNumber', 'Name'],
    attributes: [
      text('PartNumber', 'Part number', 'Номер', 'ELI^', { maxLength: 32, logicalOrder: 1 }),
      localized('Name', 'Name', 'Наименование', 'EL<', { logicalOrder: 3 }),
      localized('ShortName', 'Short name', 'Кратко име', 'EL?', {
        maxLength: 128,
        logicalOrder: 4,
      }),
      localized('Description', 'Description', 'Описание', '?', {
        maxLength: 2147483647,
        logicalOrder: 5,
      }),
      flag('IsSerialized', 'Serialized', 'Със серийни номера', 'E', { logicalOrder: 9 }),
      flag('IsFeatured', 'Featured', 'Препоръчан', 'E', { logicalOrder: 10 }),
      amount('StandardPricePerLot', 'Standard price', 'Стандартна цена', '', {
        scale: 4,
        logicalOrder: 11,
        unitExpression: 'ProductCurrency',
      }),
      amount('StandardCostPerLot', 'Standard cost', 'Стандартна себестойност', '', {
        scale: 4,
        logicalOrder: 12,
        unitExpression: 'ProductCurrency',
      }),
      quantity('StandardLotSizeBase', 'Standard lot size', 'Стандартна партида', '', {
        logicalOrder: 13,
        unitExpression: 'BaseMeasurementCategory.BaseUnit',
      }),
      decimal('MinimalSalesQuantityBase', 'Minimal quantity', 'Минимално количество', '?', {
        scale: 3,
        logicalOrder: 15,
      }),
      flag('ShowInCatalog', 'Show in catalog', 'В каталога', 'EI', { logicalOrder: 16 }),
      choice(abcClass, 'ABCClass', 'ABC class', 'ABC клас', 'E', { logicalOrder: 23 }),
      percent('ScrapRate', 'Scrap rate', 'Брак', '', { logicalOrder: 25 }),
      flag('Active', 'Active', 'Активен', 'E', { logicalOrder: 28 }),
      integer('GuaranteePeriodDays', 'Guarantee (days)', 'Гаранция (дни)', '?', {
        logicalOrder: 29,
      }),
      moment('CreationTime', 'Creation time', 'Създаден на', 'G?h', { logicalOrder: 30 }),
      text('CreationUser', 'Creation user', 'Създаден от', 'L?h', {
        maxLength: 64,
        subtype: 'String_UserLogin',
        logicalOrder: 31,
      }),
      choice(useLots, 'UseLots', 'Use lots', 'Партиди', '', { logicalOrder: 39 }),
      text('CatalogDescriptionHtml', 'Catalog description', 'Описание за каталога', '?x', {
        maxLength: 2147483647,
        subtype: 'String_Html',
        logicalOrder: 17,
      }),
      customProperty('color', 'Colour', 'Цвят'),
    ],
    references: [
      inPlace(
        2,
        reference('ProductGroup', 'General_Products_ProductGroups', 'Product group', 'Група'),
      ),
      inPlace(8, reference('ProductType', 'General_Products_ProductTypes', 'Product type', 'Вид')),
      inPlace(
        7,
        reference(
          'MeasurementUnit',
          'General_Products_MeasurementUnits',
          'Measurement unit',
          'Мерна единица',
        ),
      ),
      reference(
        'BaseMeasurementCategory',
        'General_Products_MeasurementCategories',
        'Measurement category',
        'Мерна категория',
      ),
      reference(
        'CostingCurrency',
        'General_Currencies_Currencies',
        'Costing currency',
        'Валута на себестойността',
        '?',
      ),
      reference(
        'OriginCountry',
        'General_Geography_Countries',
        'Country of origin',
        'Произход',
        '?',
      ),
    ],
    collections: [
      collection('Pictures', 'General_Products_ProductPictures', 'Product', 'Pictures', 'Снимки'),
    ],
  }),
  entitySet('General_Products_ProductGroups', 'Erp.General_Products_ProductGroup', {
    label: label('Product groups', 'Продуктови групи'),
    category: 'Definitions',
    displayText: '{Name}',
    searchMembers: ['Code', 'Name'],
    attributes: [
      flag('Active', 'Active', 'Активна', 'E'),
      text('Code', 'Code', 'Код', 'EL^', { maxLength: 16 }),
      text('FullPath', 'Full path', 'Пълен път', 'EL^x'),
      localized('Name', 'Name', 'Наименование', 'EL<', { maxLength: 180 }),
      text('Notes', 'Notes', 'Бележки', '?'),
      picture('Picture', 'Picture', 'Снимка', '?'),
      moment('PictureLastUpdateTime', 'Picture updated', 'Снимка от', 'G?'),
    ],
    references: [
      reference('ParentGroup', 'General_Products_ProductGroups', 'Parent group', 'Над група', '?'),
    ],
  }),
  entitySet('General_Products_ProductTypes', 'Erp.General_Products_ProductType', {
    label: label('Product types', 'Видове продукти'),
    category: 'Settings',
    displayText: '{Name}',
    searchMembers: ['Code', 'Name'],
    attributes: [
      text('Code', 'Code', 'Код', 'EL^', { maxLength: 16, logicalOrder: 1 }),
      localized('Name', 'Name', 'Наименование', 'EL<', { logicalOrder: 2 }),
      flag('IsStocked', 'Stocked', 'Складируем', 'E', { logicalOrder: 3 }),
      flag('IsServiced', 'Serviced', 'Обслужван', 'E', { logicalOrder: 4 }),
      flag('IsShipped', 'Shipped', 'Експедируем', 'E', { logicalOrder: 6 }),
      flag('IsDefault', 'Default', 'По подразбиране', 'E>'),
    ],
  }),
  entitySet('General_Products_ProductPictures', 'Erp.General_Products_ProductPicture', {
    label: label('Product pictures', 'Снимки на продукти'),
    category: 'Definitions',
    aggregateParent: 'General_Products_Products',
    displayText: '{Product.Name}',
    searchMembers: ['Product.Name'],
    attributes: [
      text('Comments', 'Comments', 'Коментари', '?'),
      flag('IsDefault', 'Default', 'По подразбиране', 'E'),
      moment('LastUpdateTime', 'Last update', 'Последна промяна', 'G?'),
      picture('Picture', 'Picture', 'Снимка', '?'),
      integer('PictureNo', 'Picture no.', 'Номер', 'EL'),
      choice(sizeClass, 'PictureSizeClass', 'Size', 'Размер', '?'),
    ],
    references: [
      reference('Product', 'General_Products_Products', 'Product', 'Продукт', '', 'ownership'),
    ],
  }),
  entitySet('General_Products_MeasurementCategories', 'Erp.General_Products_MeasurementCategory', {
    label: label('Measurement categories', 'Мерни категории'),
    category: 'Settings',
    displayText: '{Name}',
    searchMembers: ['Name'],
    attributes: [
      flag('IsDefault', 'Default', 'По подразбиране', 'E>'),
      localized('Name', 'Name', 'Наименование', 'EL<', { maxLength: 64 }),
    ],
    collections: [
      collection(
        'MeasurementUnits',
        'General_Products_MeasurementUnits',
        'MeasurementCategory',
        'Measurement units',
        'Мерни единици',
      ),
    ],
  }),
  entitySet('General_Products_MeasurementUnits', 'Erp.General_Products_MeasurementUnit', {
    label: label('Measurement units', 'Мерни единици'),
    category: 'Definitions',
    aggregateParent: 'General_Products_MeasurementCategories',
    displayText: '{Name}',
    searchMembers: ['Code', 'Name'],
    attributes: [
      text('Code', 'Code', 'Код', 'EL^?', { maxLength: 16 }),
      decimal('Divisor', 'Divisor', 'Делител', '>', { precision: 9, scale: 3 }),
      flag('IsDefaultUnit', 'Default unit', 'По подразбиране', 'E>'),
      decimal('Multiplier', 'Multiplier', 'Множител', '>', { precision: 9, scale: 3 }),
      localized('Name', 'Name', 'Наименование', 'EL<', { maxLength: 64 }),
    ],
    references: [
      reference(
        'MeasurementCategory',
        'General_Products_MeasurementCategories',
        'Measurement category',
        'Мерна категория',
        '',
        'ownership',
      ),
    ],
  }),
];
