import { describe, expect, it } from 'vitest';
import { mayApproveSession, nextSessionState, SESSION_EVENTS, SESSION_STATES } from './session-state.ts';

/** The same table written a second time; every pair left out must be refused. */
const ALLOWED = new Map([
  ['draft edit', 'draft'],
  ['draft submit', 'submitted'],
  ['draft void', 'void'],
  ['submitted return', 'draft'],
  ['submitted approve', 'approved'],
  ['submitted void', 'void'],
]);

describe('the states of a session', () => {
  it.each(SESSION_STATES.flatMap((state) => SESSION_EVENTS.map((event) => [state, event] as const)))(
    'of %s and %s leads where the table says or nowhere',
    (state, event) => {
      expect(nextSessionState(state, event)).toBe(ALLOWED.get(`${state} ${event}`) ?? null);
    },
  );

  it('is approved by neither of those who entered it and handed it in', () => {
    const parties = { createdBy: 'a', submittedBy: 'b' };
    expect(['a', 'b', 'c'].map((account) => mayApproveSession(account, parties))).toEqual([false, false, true]);
  });
});
