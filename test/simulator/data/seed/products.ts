import { discPicture } from '../pictures.ts';
import { baseDate, day, inBoth, type SeedContext, writeChild, writeRoot } from './seed-context.ts';
import { type Settings, type Signed, seeded } from './settings.ts';
import { colours, type Pair, productGroups, productLines } from './vocabulary.ts';

/** A product as document lines need it. */
export interface Product {
  readonly id: string;
  readonly name: Pair;
  readonly unit: Signed;
  /** Price in euro cents. */
  readonly price: number;
  readonly cost: number;
  readonly isStocked: boolean;
}

const unitOfGroup: Readonly<Record<string, string>> = { PAINT: 'l', BOARD: 'm', TEXT: 'm' };

function writeGroups(context: SeedContext): Map<string, string> {
  const groups = new Map<string, string>();
  const paths = new Map<string, string>();
  for (const { code, parent, name } of productGroups) {
    const path = `${parent === null ? '' : (paths.get(parent) ?? '')}/${code}`;
    const id = writeRoot(context, 'General_Products_ProductGroups', {
      Active: true,
      Code: code,
      FullPath: path,
      Name: inBoth(name),
      Picture: parent === null ? discPicture([120, 120, 140]) : null,
      PictureLastUpdateTime: parent === null ? baseDate - 300 * day : null,
      ParentGroup: parent === null ? null : (groups.get(parent) ?? null),
    });
    groups.set(code, id);
    paths.set(code, path);
  }
  return groups;
}

interface Kind {
  readonly group: string;
  readonly name: Pair;
}

const kinds: readonly Kind[] = productGroups.flatMap(({ code, kinds: names }) =>
  names.map((name) => ({ group: code, name })),
);

function writePictures(
  context: SeedContext,
  product: string,
  rgb: readonly [number, number, number],
): void {
  writeChild(context, 'General_Products_ProductPictures', {
    IsDefault: true,
    LastUpdateTime: baseDate - 200 * day,
    Picture: discPicture(rgb),
    PictureNo: 1,
    PictureSizeClass: 0,
    Product: product,
  });
}

function writeProduct(
  context: SeedContext,
  settings: Settings,
  groups: ReadonlyMap<string, string>,
  number: number,
): Product {
  const { random } = context;
  const kind = kinds[number % kinds.length] ?? { group: 'CHAIR', name: ['Стол', 'Chair'] as Pair };
  const line =
    productLines[Math.floor(number / kinds.length) % productLines.length] ?? productLines[0];
  const model = 100 + number;
  const name: Pair = [`${kind.name[0]} ${line[0]} ${model}`, `${kind.name[1]} ${line[1]} ${model}`];
  const isStocked = kind.group !== 'SERV';
  const unit = seeded(settings.units, unitOfGroup[kind.group] ?? 'pcs');
  const price = random.between(499, 129_999);
  const cost = Math.round(price * 0.62);
  const [value, description, rgb] = random.pick(colours);
  const hasColour = isStocked && random.chance(0.7);
  const currency = 'EUR';
  const id = writeRoot(
    context,
    'General_Products_Products',
    {
      PartNumber: `${kind.group}-${String(number).padStart(4, '0')}`,
      Name: random.chance(0.95) ? inBoth(name) : { EN: null, BG: name[0] },
      ShortName: random.chance(0.4) ? inBoth(kind.name) : null,
      Description: random.chance(0.3)
        ? {
            EN: `${name[1]}: made to order.\nDelivery in 10 days.`,
            BG: `${name[0]}: изработва се по поръчка.\nДоставка до 10 дни.`,
          }
        : null,
      IsSerialized: false,
      IsFeatured: random.chance(0.1),
      StandardPricePerLot: { scaled: price * 100, unit: currency },
      StandardCostPerLot: { scaled: cost * 100, unit: currency },
      StandardLotSizeBase: { scaled: 1000, unit: unit.sign },
      MinimalSalesQuantityBase: random.chance(0.2) ? 1000 * random.between(1, 10) : null,
      ShowInCatalog: random.chance(0.8),
      ABCClass: random.pick([0, 1, 1, 2, 2, 2]),
      ScrapRate: 0,
      Active: random.chance(0.93),
      GuaranteePeriodDays: isStocked && random.chance(0.6) ? 730 : null,
      CreationTime: baseDate - random.between(100, 1200) * day,
      UseLots: 0,
      CustomProperty_color: hasColour
        ? { value, valueId: null, description: inBoth(description) }
        : null,
      ProductGroup: seeded(groups, kind.group),
      ProductType: isStocked ? settings.goods : settings.services,
      MeasurementUnit: unit.id,
      BaseMeasurementCategory: unit.category,
      CostingCurrency: settings.eur.id,
      OriginCountry: random.chance(0.7)
        ? seeded(settings.countries, random.pick(['BG', 'IT', 'CN']))
        : null,
    },
    baseDate - random.below(600) * day - random.below(day),
  );
  if (hasColour) writePictures(context, id, rgb);
  return { id, name, unit, price, cost, isStocked };
}

/** The catalogue: groups in a tree, products with prices, colours and small pictures. */
export function seedProducts(
  context: SeedContext,
  settings: Settings,
  orders: number,
): [Product, ...Product[]] {
  const groups = writeGroups(context);
  const count = Math.max(24, Math.ceil(orders / 30));
  const rest = Array.from({ length: count - 1 }, (_, index) =>
    writeProduct(context, settings, groups, index + 1),
  );
  return [writeProduct(context, settings, groups, 0), ...rest];
}
