import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createTables, isDerived, quoted } from '../domain-api/tables.ts';
import { defaultUsers } from '../options.ts';
import { demoModel } from './demo-model.ts';
import { seedCompany } from './seed-company.ts';

function seeded(orders: number): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  createTables(database, demoModel);
  seedCompany(database, demoModel, { users: defaultUsers, orders });
  return database;
}

function numberOf(database: DatabaseSync, sql: string): number {
  return Number(Object.values(database.prepare(sql).get() ?? {})[0]);
}

function count(database: DatabaseSync, set: string): number {
  return numberOf(database, `SELECT count(*) FROM ${quoted(set)}`);
}

describe('the model of the company', () => {
  const sets = [...demoModel.values()];

  it('refers to nothing that is not there', () => {
    for (const set of sets) {
      for (const { target } of set.references) expect(demoModel.has(target)).toBe(true);
      for (const { target, backReference } of set.collections) {
        const back = demoModel.get(target)?.references.find(({ name }) => name === backReference);
        expect([set.name, set.base]).toContain(back?.target);
      }
      if (set.aggregateParent) expect(demoModel.has(set.aggregateParent)).toBe(true);
    }
  });

  it('gives every member of a set a name of its own, and both languages', () => {
    for (const set of sets) {
      const members = [...set.attributes, ...set.references, ...set.collections];
      const names = members.map(({ name }) => name);
      expect(new Set(names).size, set.name).toBe(names.length);
      for (const { label } of members) expect(label.en && label.bg).not.toBe('');
    }
  });
});

describe('the seeded company', () => {
  it('has 10,000 orders with 30,000 lines, and what belongs to them', ({ annotate }) => {
    const start = performance.now();
    const database = seeded(10_000);
    const time = Math.round(performance.now() - start);
    expect(count(database, 'Crm_Sales_SalesOrders')).toBe(10_000);
    expect(count(database, 'Crm_Sales_SalesOrderLines')).toBe(30_000);
    for (const { name } of demoModel.values()) expect(count(database, name)).toBeGreaterThan(0);
    console.log(`Seeding 10,000 orders took ${time} ms`);
    // An order of magnitude above what it takes alone: catches a quadratic mistake, not a busy machine.
    expect(time).toBeLessThan(20_000);
    return annotate(`${time} ms`);
  });

  it('is the same at every run', () => {
    const [first, second] = [seeded(30), seeded(30)];
    for (const { name } of demoModel.values()) {
      const sql = `SELECT * FROM ${quoted(name)}`;
      expect(first.prepare(sql).all()).toEqual(second.prepare(sql).all());
    }
  });

  it('has no reference that leads nowhere, and none empty that the model calls required', () => {
    const database = seeded(300);
    for (const set of demoModel.values()) {
      if (isDerived(set, demoModel)) continue;
      for (const { name, target, nullable } of set.references) {
        const column = quoted(name);
        const key = quoted(demoModel.get(target)?.key ?? 'Id');
        const lost = `SELECT count(*) FROM ${quoted(set.name)} WHERE ${column} IS NOT NULL
          AND ${column} NOT IN (SELECT ${key} FROM ${quoted(target)})`;
        expect(numberOf(database, lost), `${set.name}.${name}`).toBe(0);
        if (nullable) continue;
        const empty = `SELECT count(*) FROM ${quoted(set.name)} WHERE ${column} IS NULL`;
        expect(numberOf(database, empty), `${set.name}.${name}`).toBe(0);
      }
    }
  });

  it('has what a demo must show: both currencies, void documents, empty cells, both languages', () => {
    const database = seeded(1000);
    const some = (sql: string) => expect(numberOf(database, sql), sql).toBeGreaterThan(0);
    for (const sign of ['EUR', 'BGN']) {
      some(`SELECT count(*) FROM Crm_Sales_SalesOrderLines WHERE LineAmount__unit = '${sign}'`);
    }
    some('SELECT count(*) FROM Crm_Sales_SalesOrders WHERE Void = 1');
    some('SELECT count(*) FROM Crm_Sales_SalesOrders WHERE Store IS NULL');
    some('SELECT count(*) FROM General_Contacts_Companies WHERE PartyName__BG IS NULL');
    some('SELECT count(*) FROM General_Products_Products WHERE Name__EN IS NULL');
    some('SELECT count(*) FROM General_Products_Products WHERE CustomProperty_color IS NULL');
    some('SELECT count(*) FROM Finance_Payments_PaymentBalances WHERE DueStatus = 3');
    const states = 'SELECT count(DISTINCT State) FROM Crm_Sales_SalesOrders';
    expect(numberOf(database, states)).toBeGreaterThanOrEqual(6);
  });

  it('balances every accounting voucher', () => {
    const database = seeded(1000);
    const unbalanced = `SELECT count(*) FROM (SELECT Voucher FROM Finance_Accounting_AccountingVoucherLines
      GROUP BY Voucher HAVING sum(Debit) <> sum(Credit))`;
    expect(numberOf(database, unbalanced)).toBe(0);
  });
});
