import { NON_CLASSIFIED_NOTICE } from '../shared/notice.ts';
import type { CertificatePayload } from './payload.ts';
import { type CertificateState, STATE_TEXT } from './state.ts';

/** A fact of the certificate as it is printed: a small label over a value, with a remark under it. */
export type CertificateFact = { readonly label: string; readonly value: string; readonly remark: string };

/** Every word a certificate shows, whether on paper or on a screen. */
export type CertificateView = {
  readonly issuer: string;
  readonly title: string;
  readonly serialLine: string;
  readonly name: string;
  readonly personLine: string;
  readonly statement: readonly [string, string];
  readonly facts: readonly CertificateFact[];
  readonly issuedOn: string;
  readonly verifyUrl: string;
  readonly verifyCode: string;
  readonly meaning: string;
  readonly nonClassifiedNotice: string;
  /** Stamped across the sheet when it no longer holds; null while it does. */
  readonly stamp: string | null;
  /** What the print cannot show as it should be. */
  readonly remarks: readonly string[];
};

export type ViewOptions = {
  /** Origin of the public page, without a slash at the end. */
  readonly baseUrl: string;
  readonly state?: CertificateState;
  readonly remarks?: readonly string[];
};

/** 学时 with one decimal, rounded down, so that a certificate never claims more than was learnt. */
export function hoursText(hours: CertificatePayload['hours']): string {
  return (Math.floor((hours.minutes * 10) / hours.minutesPerHour) / 10).toFixed(1);
}

/**
 * The words of a certificate. It is the organisation's own proof of training and says so: no statute knows a licence
 * for it (保密法 2024 第四十三条 asks for training, not for a certificate).
 */
export function certificateView(payload: CertificatePayload, options: ViewOptions): CertificateView {
  const { baseUrl, state = 'valid', remarks = [] } = options;
  const { exam, hours } = payload;
  return {
    issuer: payload.issuer,
    title: payload.title,
    serialLine: [`编号 ${payload.serial}`, payload.supersedes && `换发自 ${payload.supersedes}`]
      .filter(Boolean)
      .join('　·　'),
    name: payload.name,
    personLine: [`工号 ${payload.employeeNo}`, payload.unit, payload.category].join('　·　'),
    statement: [
      `于 ${payload.year} 年度完成「${payload.plan.label}」的学习，`,
      `参加「${exam.title}」并达到合格标准，特此证明。`,
    ],
    facts: [
      { label: '累计学时', value: `${hoursText(hours)} 学时`, remark: `1 学时为 ${hours.minutesPerHour} 分钟` },
      { label: '考试成绩', value: `${exam.score} 分`, remark: `合格线 ${exam.passMark} 分` },
      { label: '培训年度', value: `${payload.year} 年度`, remark: `依据本单位培训规则第 ${payload.policyVersion} 版` },
      { label: '有效期至', value: payload.validUntil, remark: `自 ${payload.issuedOn} 起，含当日` },
    ],
    issuedOn: payload.issuedOn,
    verifyUrl: `${baseUrl}/verify/${payload.verifyCode}`,
    verifyCode: payload.verifyCode,
    meaning: '本证明为本单位培训考核合格证明',
    nonClassifiedNotice: NON_CLASSIFIED_NOTICE,
    stamp: state === 'valid' ? null : STATE_TEXT[state].label,
    remarks,
  };
}
