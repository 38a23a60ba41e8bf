import { describe, expect, it } from 'vitest';
import { nextJob, rhythm } from '../../../electron/sync/schedule.ts';
import { emptyRecord, type SyncRecord } from '../../../electron/sync/sync-record.ts';

const now = 1_750_000_000_000;

const upToDate: SyncRecord = {
  ...emptyRecord,
  ...{ shape: 'a', isFollowed: true },
  ...{ pulledAt: now, followedAt: now, sweptAt: now, countedAt: now },
};
const underWay = { startedAt: now, nextLink: 'next', isRead: false, rows: 0 };

describe('What is done next for a kept set', () => {
  it('is a full pull, as long as there has been none', () => {
    expect(nextJob(emptyRecord, false, now)).toEqual({ job: 'pull', dueAt: now });
  });

  it('is nothing before the first time that something is due', () => {
    expect(nextJob(upToDate, true, now)).toEqual({ job: 'follow', dueAt: now + rhythm.follow });
  });

  it('is a full pull for a set that does not tell what has changed', () => {
    const unfollowed = { ...upToDate, isFollowed: false };
    expect(nextJob(unfollowed, true, now)).toEqual({ job: 'pull', dueAt: now + rhythm.repull });
  });

  it('is following first, then a sweep, then a full pull, of what is due', () => {
    const later = now + 30 * rhythm.renewal;
    expect(nextJob(upToDate, true, later).job).toBe('follow');
    expect(nextJob({ ...upToDate, followedAt: later }, true, later).job).toBe('sweep');
    const swept = { ...upToDate, followedAt: later, sweptAt: later, countedAt: later };
    expect(nextJob(swept, true, later).job).toBe('pull');
  });

  it('is going on with what was interrupted', () => {
    expect(nextJob({ ...upToDate, sweep: underWay }, true, now)).toEqual({
      job: 'sweep',
      dueAt: now,
    });
    const pull = { ...underWay, shape: 'a', rows: 3, total: 10, watermark: null };
    expect(nextJob({ ...upToDate, pull }, true, now)).toEqual({ job: 'pull', dueAt: now });
  });

  it('is for a part of a set no count, but a sweep, soon where one request is enough', () => {
    const meaning = { where: [], search: 'x', dependsOnOthers: false };
    const part = { ...upToDate, meaning, total: 500 };
    const later = now + rhythm.smallSweep;
    expect(nextJob({ ...part, followedAt: later }, true, later)).toEqual({
      ...{ job: 'sweep', dueAt: later },
    });
    const large = { ...part, total: 50_000, followedAt: later };
    expect(nextJob(large, true, later)).toEqual({ job: 'follow', dueAt: later + rhythm.follow });
    const pull = { ...underWay, shape: 'b', total: 500, watermark: null };
    expect(nextJob({ ...part, followedAt: later, pull }, true, later).job).toBe('pull');
  });

  it('is a full pull soon for a part to which rows belong because of other rows', () => {
    const meaning = { where: [], search: 'x', dependsOnOthers: true };
    const later = now + rhythm.repull;
    const done = { followedAt: later, sweptAt: later, countedAt: later };
    expect(nextJob({ ...upToDate, meaning, ...done }, true, later).job).toBe('pull');
    expect(nextJob({ ...upToDate, ...done }, true, later).job).toBe('follow');
  });

  it('waits a little longer when the clock was set back a little, and not for years', () => {
    expect(nextJob(upToDate, true, now - 1000).dueAt).toBe(now + rhythm.follow);
    expect(nextJob(upToDate, true, now - 1000 * rhythm.renewal).dueAt).toBe(
      now - 1000 * rhythm.renewal,
    );
  });
});
