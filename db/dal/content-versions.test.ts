import { describe, expect, it } from 'vitest';
import { planVersions } from './content-versions.ts';

const row = (id: string, version: number, contentHash: string) => ({ id, version, contentHash, file: `${id}.md` });
const stored = (id: string, version: number, contentHash: string, isCurrent = true) => ({
  id,
  version,
  contentHash,
  isCurrent,
});

describe('planVersions', () => {
  it('writes nothing when files and database agree', () => {
    const plan = planVersions([row('a', 1, 'x')], [stored('a', 1, 'x')]);
    expect(plan).toEqual({ insert: [], restore: [], gone: [], supersede: [] });
  });

  it('inserts a raised version and supersedes the one before', () => {
    const plan = planVersions([row('a', 2, 'y')], [stored('a', 1, 'x')]);
    expect(plan.insert).toEqual([row('a', 2, 'y')]);
    expect(plan.supersede).toEqual(['a']);
    expect(plan.gone).toEqual([]);
  });

  it('refuses changed text under an unchanged version and names the file', () => {
    expect(() => planVersions([row('a', 1, 'y')], [stored('a', 1, 'x')])).toThrow(/a\.md.*version 加一/);
  });

  it('refuses a new text under a version lower than one already loaded', () => {
    expect(() => planVersions([row('a', 1, 'y')], [stored('a', 2, 'x')])).toThrow(/低于已载入的 2/);
  });

  it('makes an earlier version current again when the files go back to it unchanged', () => {
    const plan = planVersions([row('a', 1, 'x')], [stored('a', 1, 'x', false), stored('a', 2, 'y')]);
    expect(plan.restore).toEqual([row('a', 1, 'x')]);
    expect(plan.supersede).toEqual(['a']);
  });

  it('names what is gone from the files once, and not again the next time', () => {
    expect(planVersions([], [stored('a', 1, 'x')]).gone).toEqual(['a']);
    expect(planVersions([], [stored('a', 1, 'x', false)]).gone).toEqual([]);
  });
});
