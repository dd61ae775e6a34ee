import { describe, expect, it } from 'vitest';
import { isoDate } from '../../shared/dates.ts';
import { automaticMove, decide } from './decide.ts';
import { coolingOffOf } from './fold.ts';
import { acting, context, OPENING, walk } from './sample-case.ts';
import { turnOf } from './turn.ts';

describe('the ordinary courses', () => {
  it('上岗 goes from nomination to the register by six people, training and exam between', () => {
    const { states } = walk('entry', [
      ['subject', 'submit-review'],
      ['unit', 'opinion-unit'],
      ['office', 'opinion-office'],
      ['hr', 'conclude-pass'],
      ['subject', 'sign-pledge'],
      ['unit', 'approve-unit'],
      ['hr', 'approve-hr'],
      ['office', 'approve-office'],
      ['leader', 'approve-leader'],
      ['hr', 'file-record'],
    ]);
    expect(states).toEqual(['nominated', 'under-review', 'training', 'exam', 'pledge', 'approval', 'in-post', 'filed']);
  });

  it('a failed review blocks the appointment for good', () => {
    const { states, record } = walk('entry', [
      ['subject', 'submit-review'],
      ['unit', 'opinion-unit'],
      ['office', 'opinion-office', { opinion: 'disagree' }],
      ['hr', 'conclude-fail'],
    ]);
    expect(states.at(-1)).toBe('rejected');
    const again = decide(record, 'approve-leader', {}, acting('leader'), context);
    expect(!again.ok && again.error.code).toBe('CASE_CLOSED');
  });

  it('no conclusion passes over a disagreement', () => {
    expect(() =>
      walk('entry', [
        ['subject', 'submit-review'],
        ['unit', 'opinion-unit', { opinion: 'disagree' }],
        ['office', 'opinion-office'],
        ['hr', 'conclude-pass'],
      ]),
    ).toThrow('CASE_OPINION_NEGATIVE');
  });

  it('a result older than the policy allows opens no post', () => {
    const old = {
      ...context,
      plan: { state: 'complete' as const, completedOn: isoDate('2026-08-01'), dueOn: isoDate('2026-08-01') },
    };
    expect(() =>
      walk(
        'entry',
        [
          ['subject', 'submit-review'],
          ['unit', 'opinion-unit'],
          ['office', 'opinion-office'],
          ['hr', 'conclude-pass'],
          ['subject', 'sign-pledge'],
        ],
        OPENING,
        old,
      ),
    ).toThrow('CASE_RESULT_EXPIRED');
  });

  it('出境 needs two opinions, approval, education, and ends with the report checked', () => {
    const later = { ...context, today: isoDate('2026-11-21') };
    const { states } = walk(
      'travel',
      [
        ['hr', 'opinion-hr'],
        ['office', 'opinion-office'],
        ['leader', 'approve-travel'],
      ],
      OPENING,
      later,
    );
    expect(states).toEqual(['applied', 'education', 'cleared']);
    const home = { ...context, today: isoDate('2026-12-11') };
    const back = walk(
      'travel',
      [
        ['hr', 'opinion-hr'],
        ['office', 'opinion-office'],
        ['leader', 'approve-travel'],
        ['subject', 'report-return', { returnedOn: '2026-12-11' }],
        ['office', 'confirm-return'],
      ],
      { ...OPENING, departOn: '2026-12-11' },
      home,
    );
    expect(back.states.at(-1)).toBe('closed');
  });

  it('离岗 runs through clearance, talk, pledge and the decided 脱密期', () => {
    const exit = { ...context, pledgeInForce: 'exit:1' };
    const { states, record } = walk(
      'exit',
      [
        ['unit', 'opinion-unit'],
        ['hr', 'approve-exit'],
        ['office', 'confirm-item'],
        ['hr', 'record-talk'],
        ['subject', 'sign-pledge', { pledge: 'exit:1' }],
        ['hr', 'propose-period', { months: 12, startsOn: '2026-11-21' }],
        ['office', 'confirm-period'],
      ],
      OPENING,
      exit,
    );
    expect(states).toEqual(['applied', 'clearance', 'talk', 'pledge', 'period', 'cooling-off']);
    const ended = automaticMove(record, { ...exit, today: isoDate('2027-11-21') });
    expect(ended?.toState).toBe('expiring');
    expect(automaticMove(record, { ...exit, today: isoDate('2027-11-20') })).toBeNull();
  });

  it('脱密期 is extended before its end by two people, and ends later by as much', () => {
    const exit = { ...context, pledgeInForce: 'exit:1' };
    const { record } = walk(
      'exit',
      [
        ['unit', 'opinion-unit'],
        ['hr', 'approve-exit'],
        ['office', 'confirm-item'],
        ['hr', 'record-talk'],
        ['subject', 'sign-pledge', { pledge: 'exit:1' }],
        ['hr', 'propose-period', { months: 12, startsOn: '2026-11-21' }],
        ['office', 'confirm-period'],
        ['hr', 'propose-extension', { months: 3 }],
        ['office', 'confirm-extension'],
      ],
      OPENING,
      exit,
    );
    expect(coolingOffOf(record)).toEqual({ startsOn: '2026-11-21', months: 15, endsOn: '2028-02-20' });
  });

  it('a 脱密期 outside the range of the level is refused', () => {
    const exit = { ...context, pledgeInForce: 'exit:1', highestLevel: 'core' as const };
    expect(() =>
      walk(
        'exit',
        [
          ['unit', 'opinion-unit'],
          ['hr', 'approve-exit'],
          ['office', 'confirm-item'],
          ['hr', 'record-talk'],
          ['subject', 'sign-pledge', { pledge: 'exit:1' }],
          ['hr', 'propose-period', { months: 12, startsOn: '2026-11-21' }],
        ],
        OPENING,
        exit,
      ),
    ).toThrow('CASE_PERIOD_OUT_OF_RANGE');
  });

  it('暂停接触 is confirmed by the side that did not propose it', () => {
    expect(() => walk('suspension', [['unit', 'confirm-suspension']])).toThrow('CASE_OTHER_SIDE_NEEDED');
    expect(
      walk('suspension', [
        ['office', 'confirm-suspension'],
        ['unit', 'propose-resume'],
        ['office', 'confirm-resume'],
      ]).states.at(-1),
    ).toBe('resumed');
  });
});

describe('whose turn it is', () => {
  it('goes through the opinions in their order', () => {
    const opened = walk('entry', []).record;
    expect(turnOf(opened)).toEqual(['subject']);
    const submitted = walk('entry', [['subject', 'submit-review']]).record;
    expect(turnOf(submitted)).toEqual(['unit']);
    const first = walk('entry', [
      ['subject', 'submit-review'],
      ['unit', 'opinion-unit'],
    ]).record;
    expect(turnOf(first)).toEqual(['office']);
    const second = walk('entry', [
      ['subject', 'submit-review'],
      ['unit', 'opinion-unit'],
      ['office', 'opinion-office'],
    ]).record;
    expect(turnOf(second)).toEqual(['hr']);
  });

  it('is nobody’s when a case is closed', () => {
    expect(turnOf(walk('entry', [['unit', 'withdraw']]).record)).toEqual([]);
  });
});
