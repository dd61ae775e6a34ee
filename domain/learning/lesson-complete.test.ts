import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCapSeconds } from './credit.ts';
import { lessonStanding, minimumSeconds } from './lesson-complete.ts';

const done = {
  plannedMinutes: 10,
  creditedSeconds: 360,
  sectionIds: ['s1', 's2'],
  sectionsDone: ['s2', 's1'],
  checkIds: ['c1'],
  checksDone: ['c1'],
};

describe('a lesson', () => {
  it('is complete with 60 % of its time, all sections and all checks', () => {
    expect(lessonStanding(done)).toEqual({
      requiredSeconds: 360,
      complete: true,
      missing: { seconds: 0, sections: [], checks: [] },
    });
  });

  it.each([
    ['a second', { creditedSeconds: 359 }, { seconds: 1, sections: [], checks: [] }],
    ['a section', { sectionsDone: ['s1'] }, { seconds: 0, sections: ['s2'], checks: [] }],
    ['a check', { checksDone: [] }, { seconds: 0, sections: [], checks: ['c1'] }],
  ])('is not complete and says so when %s is missing', (_, change, missing) => {
    expect(lessonStanding({ ...done, ...change })).toEqual({ requiredSeconds: 360, complete: false, missing });
  });

  it('ignores sections and checks of another version', () => {
    expect(lessonStanding({ ...done, sectionsDone: ['old', 's1'] }).missing.sections).toEqual(['s2']);
  });

  it('can always be completed within the time that can be credited', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), (minutes) => {
        expect(minimumSeconds(minutes)).toBeLessThanOrEqual(creditCapSeconds(minutes));
      }),
    );
  });
});
