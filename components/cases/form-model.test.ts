import { describe, expect, test } from 'vitest';
import { CASE_DEFINITIONS } from '../../domain/certification/case/definitions.ts';
import { opinionFields } from '../../domain/certification/case/fields.ts';
import { check, startOf } from './form-model.ts';

const LATIN = /[A-Za-z]{4,}/;

describe('checking a form of a case', () => {
  test('a disagreement without its reason is told at the reason, and an agreement needs none', () => {
    expect(check(opinionFields, { opinion: 'disagree', comment: '' })).toEqual({
      ok: false,
      faults: { comment: '不同意时请写明理由' },
    });
    expect(check(opinionFields, { opinion: 'agree', comment: '' })).toEqual({
      ok: true,
      payload: { opinion: 'agree' },
    });
  });

  test('a wall time is sent with the offset of the organisation', () => {
    const fields = [{ name: 'at', label: '时间', kind: 'datetime' }] as const;
    expect(check(fields, { at: '2026-11-21T10:24' })).toEqual({
      ok: true,
      payload: { at: '2026-11-21T10:24:00+08:00' },
    });
  });

  test('every fault of an empty form is told in Chinese, beside its field', () => {
    const forms = Object.values(CASE_DEFINITIONS).flatMap((one) => [one.opening.form, ...one.steps.map((s) => s.form)]);
    for (const form of forms) {
      const result = check(form, startOf(form));
      if (result.ok) continue;
      for (const [name, message] of Object.entries(result.faults)) {
        expect(form.map((field) => field.name)).toContain(name);
        expect(message).not.toMatch(LATIN);
      }
    }
  });

  test('a number out of its range is told with the bound', () => {
    const fields = [{ name: 'months', label: '月数', kind: 'number', min: 1, max: 60 }] as const;
    expect(check(fields, { months: '61' })).toEqual({ ok: false, faults: { months: '月数不能大于 60' } });
    expect(check(fields, { months: '12' })).toEqual({ ok: true, payload: { months: 12 } });
  });
});

test('days begin with today where it is given, and what a page has settled wins', () => {
  const fields = [
    { name: 'heldOn', label: '谈话日期', kind: 'date' },
    { name: 'place', label: '地点', kind: 'text' },
    { name: 'sure', label: '确认', kind: 'checkbox' },
  ] as const;
  expect(startOf(fields, { place: '会议室' }, '2026-11-21')).toEqual({
    heldOn: '2026-11-21',
    place: '会议室',
    sure: false,
  });
  expect(startOf(fields)).toEqual({ heldOn: '', place: '', sure: false });
});
