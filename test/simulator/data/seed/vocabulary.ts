/** A word in Bulgarian and in English or in Latin letters. */
export type Pair = readonly [bg: string, en: string];
export type Pairs = readonly [Pair, ...Pair[]];

export const womensNames: Pairs = [
  ['Мария', 'Maria'],
  ['Елена', 'Elena'],
  ['Десислава', 'Desislava'],
  ['Иванка', 'Ivanka'],
  ['Радостина', 'Radostina'],
  ['Надежда', 'Nadezhda'],
  ['Петя', 'Petya'],
  ['Силвия', 'Silvia'],
  ['Юлия', 'Yulia'],
  ['Гергана', 'Gergana'],
];

export const mensNames: Pairs = [
  ['Георги', 'Georgi'],
  ['Димитър', 'Dimitar'],
  ['Николай', 'Nikolay'],
  ['Петър', 'Petar'],
  ['Стефан', 'Stefan'],
  ['Красимир', 'Krasimir'],
  ['Пламен', 'Plamen'],
  ['Живко', 'Zhivko'],
  ['Асен', 'Asen'],
  ['Христо', 'Hristo'],
];

/** Family names without the ending that tells men from women. */
export const familyNames: Pairs = [
  ['Иванов', 'Ivanov'],
  ['Петров', 'Petrov'],
  ['Димитров', 'Dimitrov'],
  ['Георгиев', 'Georgiev'],
  ['Колев', 'Kolev'],
  ['Стоянов', 'Stoyanov'],
  ['Желязков', 'Zhelyazkov'],
  ['Щерев', 'Shterev'],
  ['Ангелов', 'Angelov'],
  ['Тодоров', 'Todorov'],
  ['Маринов', 'Marinov'],
  ['Цветков', 'Tsvetkov'],
];

export const cities: Pairs = [
  ['София', 'Sofia'],
  ['Пловдив', 'Plovdiv'],
  ['Варна', 'Varna'],
  ['Бургас', 'Burgas'],
  ['Русе', 'Ruse'],
  ['Стара Загора', 'Stara Zagora'],
  ['Плевен', 'Pleven'],
  ['Велико Търново', 'Veliko Tarnovo'],
];

export const streets: Pairs = [
  ['бул. Васил Левски', 'Vasil Levski Blvd.'],
  ['ул. Шипка', 'Shipka St.'],
  ['ул. Иван Вазов', 'Ivan Vazov St.'],
  ['бул. Цар Освободител', 'Tsar Osvoboditel Blvd.'],
  ['ул. Раковски', 'Rakovski St.'],
  ['ул. Христо Ботев', 'Hristo Botev St.'],
];

export const companyNames: Pairs = [
  ['Балкан', 'Balkan'],
  ['Родопи', 'Rodopi'],
  ['Тракия', 'Trakia'],
  ['Дунав', 'Dunav'],
  ['Марица', 'Maritsa'],
  ['Пирин', 'Pirin'],
  ['Рила', 'Rila'],
  ['Черно море', 'Black Sea'],
  ['Загоре', 'Zagore'],
  ['Добруджа', 'Dobrudzha'],
  ['Искър', 'Iskar'],
  ['Средна гора', 'Sredna Gora'],
  ['Мизия', 'Mizia'],
  ['Странджа', 'Strandzha'],
  ['Янтра', 'Yantra'],
];

export const companyTrades: Pairs = [
  ['Трейд', 'Trade'],
  ['Строй', 'Stroy'],
  ['Мебел', 'Mebel'],
  ['Хоум', 'Home'],
  ['Дизайн', 'Design'],
  ['Интериор', 'Interior'],
  ['Логистик', 'Logistic'],
  ['Маркет', 'Market'],
  ['Проект', 'Project'],
  ['Офис', 'Office'],
];

export const companyForms: Pairs = [
  ['ООД', 'Ltd.'],
  ['ЕООД', 'EOOD'],
  ['АД', 'JSC'],
];

/** Customers and suppliers abroad have a name in Latin letters only. */
export const foreignNames: readonly [string, ...string[]] = [
  'Nordlicht Möbel GmbH',
  'Casa Bella S.r.l.',
  'Alpenholz KG',
  'Thessaloniki Wood A.E.',
  'Mobila Carpați S.R.L.',
  "O'Brien & Sons Interiors",
  'Wiener Werkraum GmbH',
  'Atelier du Bois SARL',
];

/** Product groups, each with its parent's code and the kinds of products in it. */
export const productGroups: readonly {
  readonly code: string;
  readonly parent: string | null;
  readonly name: Pair;
  readonly kinds: readonly Pair[];
}[] = [
  { code: 'FURN', parent: null, name: ['Мебели', 'Furniture'], kinds: [] },
  {
    code: 'CHAIR',
    parent: 'FURN',
    name: ['Столове', 'Chairs'],
    kinds: [
      ['Трапезен стол', 'Dining chair'],
      ['Офис стол', 'Office chair'],
      ['Бар стол', 'Bar stool'],
    ],
  },
  {
    code: 'TABLE',
    parent: 'FURN',
    name: ['Маси', 'Tables'],
    kinds: [
      ['Трапезна маса', 'Dining table'],
      ['Бюро', 'Desk'],
      ['Холна масичка', 'Coffee table'],
    ],
  },
  {
    code: 'STOR',
    parent: 'FURN',
    name: ['Шкафове', 'Storage'],
    kinds: [
      ['Гардероб', 'Wardrobe'],
      ['Етажерка', 'Bookshelf'],
    ],
  },
  { code: 'MAT', parent: null, name: ['Материали', 'Materials'], kinds: [] },
  {
    code: 'PAINT',
    parent: 'MAT',
    name: ['Бои и лакове', 'Paints and varnishes'],
    kinds: [
      ['Боя за дърво', 'Wood paint'],
      ['Лак', 'Varnish'],
    ],
  },
  {
    code: 'BOARD',
    parent: 'MAT',
    name: ['Плоскости', 'Boards'],
    kinds: [
      ['Дъска', 'Board'],
      ['Шперплат', 'Plywood'],
    ],
  },
  {
    code: 'LIGHT',
    parent: null,
    name: ['Осветление', 'Lighting'],
    kinds: [
      ['Настолна лампа', 'Desk lamp'],
      ['Лампион', 'Floor lamp'],
    ],
  },
  {
    code: 'TEXT',
    parent: null,
    name: ['Текстил', 'Textiles'],
    kinds: [
      ['Възглавница', 'Cushion'],
      ['Завеса', 'Curtain'],
      ['Килим', 'Rug'],
    ],
  },
  {
    code: 'SERV',
    parent: null,
    name: ['Услуги', 'Services'],
    kinds: [
      ['Монтаж', 'Assembly'],
      ['Доставка', 'Delivery'],
    ],
  },
];

export const productLines: Pairs = [
  ['Роза', 'Rosa'],
  ['Бряст', 'Elm'],
  ['Дъб', 'Oak'],
  ['Орех', 'Walnut'],
  ['Бреза', 'Birch'],
  ['Явор', 'Maple'],
  ['Липа', 'Linden'],
  ['Зора', 'Zora'],
  ['Вихър', 'Vihar'],
  ['Ела', 'Fir'],
];

/** Values of the custom property `color`, with the colour of the product's picture. */
export const colours: readonly [
  readonly [value: string, description: Pair, rgb: readonly [number, number, number]],
  ...(readonly [value: string, description: Pair, rgb: readonly [number, number, number]])[],
] = [
  ['blue', ['Син', 'Blue'], [46, 92, 184]],
  ['red', ['Червен', 'Red'], [190, 48, 48]],
  ['green', ['Зелен', 'Green'], [52, 130, 76]],
  ['white', ['Бял', 'White'], [236, 236, 230]],
  ['black', ['Черен', 'Black'], [34, 34, 38]],
  ['oak', ['Натурален дъб', 'Natural oak'], [196, 156, 104]],
];
