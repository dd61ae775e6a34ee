import { isoDate } from '../shared/dates.ts';
import type { CertificatePayload } from './payload.ts';
import { serialOf } from './serial.ts';

/** A complete certificate of invented people, for tests and for looking at the drawing. */
export function samplePayload(changes: Partial<CertificatePayload> = {}): CertificatePayload {
  return {
    v: 1,
    kind: 'training',
    serial: serialOf(2026, 123),
    issuer: '江东市城市规划研究院',
    personId: '7d444840-9dc0-41d1-b245-5ffdce74fad2',
    name: '张晓明',
    employeeNo: 'G0042',
    unit: '总体规划所',
    category: '一般涉密',
    title: '涉密人员在岗年度教育培训考核合格证明',
    year: 2026,
    plan: { kind: 'annual-classified', label: '涉密人员在岗年度教育' },
    policyVersion: 1,
    hours: { minutes: 198, minutesPerHour: 45 },
    exam: {
      title: '2026 年度保密知识考试',
      score: '92.5',
      passMark: '80',
      attemptId: '0b5f3a52-6c1e-4f0a-9a54-6f2d1f5f0c11',
    },
    issuedOn: isoDate('2026-11-21'),
    validUntil: isoDate('2027-11-20'),
    verifyCode: 'q0mZ7x2Jf4bKc9TnVwYh3A',
    keyId: '0123456789abcdef',
    ...changes,
  };
}
