import { describe, expect, it } from 'vitest';
import { isoDate } from '../shared/dates.ts';
import { canonicalJson } from './canonical-json.ts';
import { readPayload } from './payload.ts';
import { samplePayload } from './sample-payload.ts';
import { serialOf } from './serial.ts';
import { certificateState, endedOn, type Findings, maskedName } from './state.ts';

const payload = samplePayload();
const findings: Findings = {
  signature: 'good',
  payload,
  entry: { ...payload, supersedes: null },
  events: [],
  today: isoDate('2026-12-01'),
};

const revoked = { kind: 'revoked', on: '2027-01-05' } as const;
const superseded = { kind: 'superseded', on: '2027-01-04' } as const;

describe('certificateState', () => {
  it('is valid through its last day and expired on the next', () => {
    expect(certificateState({ ...findings, today: isoDate('2027-11-20') })).toBe('valid');
    expect(certificateState({ ...findings, today: isoDate('2027-11-21') })).toBe('expired');
  });

  it('is altered when a single column of the register differs from the signed text', () => {
    for (const column of [
      'serial',
      'personId',
      'verifyCode',
      'keyId',
      'issuedOn',
      'validUntil',
      'supersedes',
    ] as const) {
      expect(certificateState({ ...findings, entry: { ...findings.entry, [column]: 'x' } }), column).toBe('altered');
    }
  });

  it('never calls valid what it could not check', () => {
    expect(certificateState({ ...findings, signature: 'bad' })).toBe('altered');
    expect(certificateState({ ...findings, payload: null })).toBe('altered');
    expect(certificateState({ ...findings, signature: 'unknown-key' })).toBe('unknown-key');
  });

  it('puts revocation before supersession and both before expiry, but a forgery before all', () => {
    const late = { ...findings, today: isoDate('2030-01-01') };
    expect(certificateState({ ...late, events: [superseded, revoked] })).toBe('revoked');
    expect(certificateState({ ...late, events: [superseded] })).toBe('superseded');
    expect(certificateState({ ...late, events: [revoked], signature: 'bad' })).toBe('altered');
  });
});

describe('endedOn', () => {
  it('is the date of the ending that decides the state, and no date for a certificate that nobody ended', () => {
    const events = [superseded, revoked];
    expect(endedOn('revoked', events)).toBe('2027-01-05');
    expect(endedOn('superseded', [superseded])).toBe('2027-01-04');
    expect(endedOn('valid', [])).toBeNull();
    expect(endedOn('altered', events)).toBeNull();
  });
});

describe('readPayload', () => {
  it('reads back what was made canonical', () => {
    expect(readPayload(canonicalJson(payload))).toEqual(payload);
  });

  it('keeps the serial of the certificate it stands in for, and takes nothing else in its place', () => {
    const renewed = samplePayload({ supersedes: serialOf(2026, 7) });
    expect(readPayload(canonicalJson(renewed))?.supersedes).toBe(serialOf(2026, 7));
    expect(readPayload(canonicalJson({ ...renewed, supersedes: 'SM-2026-000007-X' }))).toBeNull();
    expect(readPayload(canonicalJson(payload))?.supersedes).toBeUndefined();
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
