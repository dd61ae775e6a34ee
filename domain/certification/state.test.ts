import { describe, expect, it } from 'vitest';
import { isoDate } from '../shared/dates.ts';
import { canonicalJson } from './canonical-json.ts';
import { readPayload } from './payload.ts';
import { samplePayload } from './sample-payload.ts';
import { certificateState, type Findings, maskedName } from './state.ts';

const payload = samplePayload();
const findings: Findings = {
  signature: 'good',
  payload,
  entry: payload,
  events: [],
  today: isoDate('2026-12-01'),
};

describe('certificateState', () => {
  it('is valid through its last day and expired on the next', () => {
    expect(certificateState({ ...findings, today: isoDate('2027-11-20') })).toBe('valid');
    expect(certificateState({ ...findings, today: isoDate('2027-11-21') })).toBe('expired');
  });

  it('is altered when a single column of the register differs from the signed text', () => {
    for (const column of ['serial', 'personId', 'verifyCode', 'keyId', 'issuedOn', 'validUntil'] as const) {
      expect(certificateState({ ...findings, entry: { ...payload, [column]: 'x' } }), column).toBe('altered');
    }
  });

  it('never calls valid what it could not check', () => {
    expect(certificateState({ ...findings, signature: 'bad' })).toBe('altered');
    expect(certificateState({ ...findings, payload: null })).toBe('altered');
    expect(certificateState({ ...findings, signature: 'unknown-key' })).toBe('unknown-key');
  });

  it('puts revocation before supersession and both before expiry, but a forgery before all', () => {
    const late = { ...findings, today: isoDate('2030-01-01') };
    expect(certificateState({ ...late, events: ['superseded', 'revoked'] })).toBe('revoked');
    expect(certificateState({ ...late, events: ['superseded'] })).toBe('superseded');
    expect(certificateState({ ...late, events: ['revoked'], signature: 'bad' })).toBe('altered');
  });
});

describe('readPayload', () => {
  it('reads back what was made canonical', () => {
    expect(readPayload(canonicalJson(payload))).toEqual(payload);
  });

  it('refuses unknown fields, missing fields and text that is no JSON', () => {
    const { name: _name, ...nameless } = payload;
    expect(readPayload(canonicalJson({ ...payload, note: 'x' }))).toBeNull();
    expect(readPayload(canonicalJson(nameless))).toBeNull();
    expect(readPayload('{')).toBeNull();
  });
});

describe('maskedName', () => {
  it('shows the ends only, counting characters and not code units', () => {
    expect(['张晓明', '张明', '欧阳晓明', '𠮷', '𠮷明𠮷', '阿依古丽·买买提'].map(maskedName)).toEqual([
      '张*明',
      '张*',
      '欧**明',
      '*',
      '𠮷*𠮷',
      '阿******提',
    ]);
  });
});
