import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { demoModel } from '../data/demo-model.ts';
import { type ApiUnderTest, startApi } from './api-under-test.ts';

const setSchema = z.object({
  Name: z.string(),
  RepositoryName: z.string(),
  LocalizedName: z.string(),
  IsAggregateRoot: z.boolean(),
  AggregateParent: z.string().nullish(),
  AggregateRoot: z.string().nullish(),
  ObjectType: z.string(),
  Attributes: z
    .array(
      z.object({
        Name: z.string(),
        Type: z.string(),
        LocalizedName: z.string(),
        BaseInfo: z.object({ SupportedFilters: z.string(), Orderable: z.boolean() }).loose(),
        enumValues: z.array(z.object({ Name: z.string(), Value: z.number() })).optional(),
      }),
    )
    .optional(),
  References: z
    .array(
      z.object({ Name: z.string(), ReferencedEntitySet: z.string(), IsOwnership: z.boolean() }),
    )
    .optional(),
});

let instance: ApiUnderTest;
beforeAll(async () => {
  instance = await startApi({ orders: 1 });
});
afterAll(() => instance.close());

async function model(path: string, language = 'en') {
  const response = await instance.fetch(`/api/domain/${path}`, { 'accept-language': language });
  return z.array(setSchema).parse(await response.json());
}

describe('the model', () => {
  it('in brief tells the sets without members and without nulls', async () => {
    const response = await instance.fetch('/api/domain/currentmodel');
    const body = await response.text();
    expect(body).not.toContain(':null');
    expect(body).not.toContain('"Attributes"');
    const sets = await model('currentmodel');
    expect(sets.map(({ Name }) => Name)).toEqual([...demoModel.keys()]);
    expect(sets.length).toBeGreaterThanOrEqual(20);
  });

  it('in detail tells every member, and keeps nulls', async () => {
    const sets = await model('currentmodel?details=true');
    const lines = sets.find(({ Name }) => Name === 'Crm_Sales_SalesOrderLines');
    expect(lines).toMatchObject({
      RepositoryName: 'Crm.Sales.SalesOrderLines',
      IsAggregateRoot: false,
      AggregateParent: 'Crm_Sales_SalesOrders',
      AggregateRoot: 'Crm_Sales_SalesOrders',
    });
    const facts = (name: string) => lines?.Attributes?.find((each) => each.Name === name);
    expect(facts('LineNo')?.BaseInfo).toMatchObject({
      SupportedFilters: 'Equals',
      Orderable: true,
    });
    expect(facts('UnitPrice')).toMatchObject({
      Type: 'Erp.Amount',
      BaseInfo: {
        SupportedFilters: 'NotFilterable',
        Orderable: false,
        Scale: 5,
        Subtype: 'Decimal_Amount',
      },
    });
    const single = await instance.fetch('/api/domain/currentmodel/Crm_Sales_SalesOrderLines');
    expect(setSchema.parse(await single.json())).toEqual(lines);
    expect(sets.every(({ AggregateParent }) => AggregateParent !== undefined)).toBe(true);
  });

  it('names sets and members in the language of the request', async () => {
    const [english] = await model('currentmodel?details=true');
    const [bulgarian] = await model('currentmodel?details=true', 'bg');
    expect(english?.LocalizedName).toBe('Parties');
    expect(bulgarian?.LocalizedName).toBe('Контрагенти');
    for (const { LocalizedName } of bulgarian?.Attributes ?? []) {
      expect(LocalizedName).toMatch(/[а-я]|GLN/i);
    }
  });

  it('is missing on older servers, which have $metadata only', async () => {
    instance.switches.modelAvailable = false;
    for (const path of [
      'currentmodel',
      'standardmodel',
      'currentmodel/General_Products_Products',
    ]) {
      expect((await instance.fetch(`/api/domain/${path}`)).status).toBe(404);
    }
    expect((await instance.fetch('/api/domain/odata/$metadata')).status).toBe(200);
    instance.switches.modelAvailable = true;
  });
});

describe('$metadata', () => {
  async function metadata(): Promise<string> {
    const response = await instance.fetch('/api/domain/odata/$metadata');
    expect(response.headers.get('content-type')).toContain('application/xml');
    return response.text();
  }

  it('closes every element that it opens', async () => {
    const open: string[] = [];
    for (const [, closing, name, empty] of (await metadata()).matchAll(
      /<(\/?)([A-Za-z:]+)(?:\s[^<>]*?)?(\/?)>/g,
    )) {
      if (closing === '/') expect(open.pop()).toBe(name);
      else if (empty !== '/' && name !== undefined) open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('declares every type that it mentions', async () => {
    const text = await metadata();
    const declared = new Set(
      [...text.matchAll(/<(?:EntityType|EnumType|ComplexType) Name="(\w+)"/g)].map(
        ([, name]) => name,
      ),
    );
    const mentioned = [...text.matchAll(/"(?:Collection\()?Erp\.(\w+)\)?"/g)].map(
      ([, name]) => name,
    );
    expect(mentioned.length).toBeGreaterThan(100);
    expect(mentioned.filter((name) => !declared.has(name))).toEqual([]);
  });

  it('leaves to the base type what a derived type inherits', async () => {
    const [person] =
      /<EntityType Name="General_Contacts_Person".*?<\/EntityType>/.exec(await metadata()) ?? [];
    expect(person).toContain('Name="FirstName"');
    expect(person).not.toContain('Name="PartyName"');
  });

  it('says what the key is, also where it is not Id', async () => {
    const text = await metadata();
    expect(text).toContain(
      '<EntityType Name="General_Contacts_Party"><Key><PropertyRef Name="PartyId"/>',
    );
    expect(text).toContain(
      '<EntityType Name="General_Contacts_Person" BaseType="Erp.General_Contacts_Party">',
    );
  });
});
