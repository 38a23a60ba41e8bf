import { describe, expect, it } from 'vitest';
import { readCsdl } from '../../../electron/instance/csdl-document.ts';
import { csdlEntitySet, csdlHeadings } from '../../../electron/instance/csdl-model.ts';
import { toEntitySet, toSummaries } from '../../../electron/instance/model.ts';

const text = `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Erp" Alias="Self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EnumType Name="State"><Member Name="Released" Value="30"/><Member Name="New" Value="0"/></EnumType>
  <EnumType Name="Kind"><Member Name="A"/><Member Name="B"/></EnumType>
  <ComplexType Name="Amount"><Property Name="Value" Type="Edm.Decimal"/></ComplexType>
  <EntityType Name="Party"><Key><PropertyRef Name="PartyId"/></Key>
    <Property Name="PartyId" Type="Edm.Guid" Nullable="false"/>
    <Property Name="PartyName" Type="Erp.MultilanguageString"/>
    <Property Name="CustomProperty_color" Type="Erp.CustomPropertyValue"/>
  </EntityType>
  <EntityType Name="Person" BaseType="Self.Party">
    <Property Name="Id" Type="Edm.Guid"/>
    <Property Name="DisplayText" Type="Edm.String"/>
    <Property Name="Limit" Type="Erp.Amount"/>
    <Property Name="Share" Type="Edm.Decimal" Precision="18" Scale="4"/>
    <Property Name="State" Type="Erp.State"/>
    <Property Name="Kind" Type="Self.Kind"/>
    <Property Name="Photo" Type="Edm.Binary"/>
    <Property Name="ApiToken" Type="Edm.String"/>
    <Property Name="Password" Type="Edm.String"/>
    <NavigationProperty Name="Employer" Type="Erp.Company"/>
    <NavigationProperty Name="Manager" Type="Self.Person"/>
    <NavigationProperty Name="Friends" Type="Collection(Erp.Person)"/>
    <Annotation Term="Erp.Note"><Record><PropertyValue Property="x" String="y"/></Record></Annotation>
  </EntityType>
  <EntityType Name="Company" BaseType="Erp.Company"><Property Name="Id" Type="Edm.Guid"/></EntityType>
  <EntityContainer Name="Container">
    <EntitySet Name="General_Contacts_Persons" EntityType="Erp.Person">
      <NavigationPropertyBinding Path="Manager" Target="General_Contacts_Managers"/>
    </EntitySet>
    <EntitySet Name="General_Contacts_Parties" EntityType="Erp.Party"/>
    <EntitySet Name="General_Contacts_Managers" EntityType="Erp.Person"/>
    <EntitySet Name="General_Contacts_Companies" EntityType="Erp.Company"/>
    <EntitySet Name="Lost" EntityType="Erp.Nothing"/>
  </EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`;

const document = await readCsdl(text, () => Promise.resolve());

function set(name: string) {
  const found = csdlEntitySet(document, name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return toEntitySet(found);
}

describe('a model out of $metadata', () => {
  it('lists the sets under names that can be read', () => {
    expect(toSummaries(csdlHeadings(document), 'en')).toEqual([
      { name: 'General_Contacts_Companies', label: 'Companies', module: 'General.Contacts' },
      { name: 'Lost', label: 'Lost', module: '' },
      { name: 'General_Contacts_Managers', label: 'Managers', module: 'General.Contacts' },
      { name: 'General_Contacts_Parties', label: 'Parties', module: 'General.Contacts' },
      { name: 'General_Contacts_Persons', label: 'Persons', module: 'General.Contacts' },
    ]);
  });

  it('tells the types of columns, those of the base type first, without what no list may hold', () => {
    const { columns, hasId } = set('General_Contacts_Persons').detail;
    expect(hasId).toBe(true);
    const names = csdlEntitySet(document, 'General_Contacts_Persons')?.Attributes;
    expect(names?.slice(0, 3).map(({ Name }) => Name)).toEqual([
      'PartyName',
      'CustomProperty_color',
      'Id',
    ]);
    const types = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
    expect(types).toEqual({
      PartyName: 'multilingual',
      CustomProperty_color: 'custom',
      Id: 'guid',
      DisplayText: 'text',
      Limit: 'amount',
      Share: 'decimal',
      State: 'enum',
      Kind: 'enum',
      Employer: 'reference',
      Manager: 'reference',
    });
    expect(columns.find(({ name }) => name === 'Share')?.scale).toBe(4);
  });

  it('leaves out the key of a base type where the set has one of its own', () => {
    const names = (of: string) => set(of).detail.columns.map(({ name }) => name);
    expect(names('General_Contacts_Parties')).toContain('PartyId');
    expect(names('General_Contacts_Persons')).not.toContain('PartyId');
  });

  it('orders the values of an enumeration by what they stand for, or as they come', () => {
    const { members, detail } = set('General_Contacts_Persons');
    expect(members.get('State')?.enumValues).toEqual(['New', 'Released']);
    expect(members.get('Kind')?.enumValues).toEqual(['A', 'B']);
    const state = detail.columns.find(({ name }) => name === 'State');
    expect(state?.enumLabels).toEqual({ New: 'New', Released: 'Released' });
  });

  it('follows a reference to the set that it is bound to, or to the only one of its type', () => {
    const { columns } = set('General_Contacts_Persons').detail;
    const targets = columns.flatMap(({ name, referencedSet }) =>
      referencedSet === undefined ? [] : [[name, referencedSet]],
    );
    expect(Object.fromEntries(targets)).toEqual({
      Employer: 'General_Contacts_Companies',
      Manager: 'General_Contacts_Managers',
    });
    const manager = set('General_Contacts_Managers').detail.columns.find(
      ({ name }) => name === 'Manager',
    );
    expect(manager?.referencedSet).toBeUndefined();
  });

  it('promises nothing of what the server can do', () => {
    const { members, detail } = set('General_Contacts_Persons');
    expect(detail.columns.filter(({ orderable }) => orderable)).toEqual([]);
    for (const { filters, leadsOn, isCalculated } of members.values()) {
      expect({ filters: [...filters], leadsOn, isCalculated }).toEqual({
        filters: [],
        leadsOn: false,
        isCalculated: false,
      });
    }
  });

  it('shows at first what people read, not what the service needs', () => {
    const shown = set('General_Contacts_Persons').detail.columns.filter(
      ({ shownByDefault }) => shownByDefault,
    );
    expect(shown.map(({ name }) => name).toSorted()).toEqual([
      'Employer',
      'Kind',
      'Limit',
      'Manager',
      'PartyName',
      'Share',
      'State',
    ]);
  });

  it('knows no set that is not there, and ends at a type that leads back to itself', () => {
    expect(csdlEntitySet(document, 'Nothing')).toBeUndefined();
    expect(set('Lost').detail.columns).toEqual([]);
    expect(set('General_Contacts_Companies').detail.columns).toHaveLength(1);
  });

  it('lets others go first now and then', async () => {
    let pauses = 0;
    const members = '<Member Name="A"/>'.repeat(10_000);
    await readCsdl(`<Schema><EnumType Name="Many">${members}</EnumType></Schema>`, () => {
      pauses += 1;
      return Promise.resolve();
    });
    expect(pauses).toBeGreaterThanOrEqual(5);
  });
});
