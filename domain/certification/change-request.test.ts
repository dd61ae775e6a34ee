import { describe, expect, it } from 'vitest';
import { changeObstacle, type DecisionFacts, decisionObstacle } from './change-request.ts';
import { CERTIFICATE_STATES, ENDINGS } from './state.ts';

describe('changeObstacle', () => {
  it('lets everything be revoked that is not ended yet, and only what is verified and running be renewed', () => {
    const answers = ENDINGS.map((kind) => CERTIFICATE_STATES.filter((state) => changeObstacle(kind, state) === null));
    expect(answers).toEqual([['valid', 'altered', 'expired', 'unknown-key'], ['valid']]);
  });

  it('says of an ended certificate that it is ended, whatever is asked', () => {
    for (const kind of ENDINGS) {
      expect(changeObstacle(kind, 'revoked')).toBe('CERTIFICATE_ENDED');
      expect(changeObstacle(kind, 'superseded')).toBe('CERTIFICATE_ENDED');
    }
  });
});

describe('decisionObstacle', () => {
  const facts: DecisionFacts = {
    requestedBy: 'a',
    decider: 'b',
    holderId: 'p1',
    deciderPersonId: 'p2',
    isDecided: false,
  };

  it('takes a second person who is not the holder, and an account without a person', () => {
    expect(decisionObstacle(facts)).toBeNull();
    expect(decisionObstacle({ ...facts, deciderPersonId: null })).toBeNull();
  });

  it('refuses the one who asked and the holder, decided or not, and everybody once it is decided', () => {
    for (const isDecided of [false, true]) {
      expect(decisionObstacle({ ...facts, decider: 'a', isDecided })).toBe('SELF_APPROVAL_REFUSED');
      expect(decisionObstacle({ ...facts, deciderPersonId: 'p1', isDecided })).toBe('OWN_CERTIFICATE_REFUSED');
    }
    expect(decisionObstacle({ ...facts, isDecided: true })).toBe('CERTIFICATE_REQUEST_DECIDED');
  });
});
