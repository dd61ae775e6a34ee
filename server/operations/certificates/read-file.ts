import { db } from '#db/client.ts';
import { findCertificateId } from '#db/dal/certificate-register.ts';
import { listRequestsOf, type RequestHistoryRow, readIssueInstant } from '#db/dal/certificate-requests.ts';
import { type CertificateRecord, getCertificate } from '#db/dal/certificates.ts';
import type { Principal } from '#domain/access/principal.ts';
import { CHANGE_LABEL, changeObstacle, DECISION_LABEL } from '#domain/certification/change-request.ts';
import type { CertificatePayload } from '#domain/certification/payload.ts';
import type {
  CheckLine,
  HistoryLine,
  Neighbour,
  SignatureFacts,
  WaitingRequest,
} from '#domain/certification/register-view.ts';
import {
  agrees,
  type CertificateState,
  ENDINGS,
  type Ending,
  endedOn,
  STATE_TEXT,
} from '#domain/certification/state.ts';
import { ok, type Result } from '#domain/shared/result.ts';
import { checkSignature, type PublicKey, publicKeysIn } from '../../documents/public-keys.ts';
import { keyFolder } from '../../documents/signer.ts';
import { isAsker, waitingRequestOn } from './register.ts';
import { inspect } from './verify.ts';

export type CertificateFile = {
  readonly id: string;
  readonly serial: string;
  readonly state: CertificateState;
  readonly endedOn: string | null;
  /** What the stored text says, whether or not it can be believed; null when it is no certificate any more. */
  readonly payload: CertificatePayload | null;
  readonly checks: readonly CheckLine[];
  readonly signature: SignatureFacts;
  readonly predecessor: Neighbour | null;
  readonly successor: Neighbour | null;
  readonly history: readonly HistoryLine[];
  readonly waiting: WaitingRequest | null;
  /** What the principal may ask for now. */
  readonly mayAsk: readonly Ending[];
  readonly verifyPath: string;
};

type Inspected = {
  readonly record: CertificateRecord;
  readonly payload: CertificatePayload | null;
  readonly state: CertificateState;
  readonly keys: readonly PublicKey[];
};

const SIGNATURE_TEXT = {
  good: '签名与存储的原文一致',
  bad: '签名与存储的原文不一致，原文已被改动或签名无效',
  'unknown-key': '找不到该编号的公钥，无法核验',
} as const;

function checksOf({ record, payload, state, keys }: Inspected): CheckLine[] {
  const signature = checkSignature(keys, record);
  const isSame = payload ? agrees(record, payload) : null;
  const ending = record.events[0];
  const runs = payload ? record.today <= payload.validUntil : null;
  return [
    {
      label: '电子签名',
      isGood: signature === 'unknown-key' ? null : signature === 'good',
      text: SIGNATURE_TEXT[signature],
    },
    {
      label: '登记信息',
      isGood: isSame,
      text: { true: '编号、人员、日期等登记栏与原文一致', false: '登记栏与原文不一致', null: '原文不是证明' }[
        `${isSame}`
      ],
    },
    {
      label: '撤销与换发',
      isGood: ending === undefined,
      text: ending ? `${STATE_TEXT[ending.kind].label}（${ending.on}）` : '没有撤销或换发记录',
    },
    {
      label: '有效期',
      isGood: runs,
      text: payload ? `${payload.issuedOn} 至 ${payload.validUntil}（含当日）` : '原文不是证明',
    },
    { label: '结论', isGood: state === 'valid', text: `${STATE_TEXT[state].label}：${STATE_TEXT[state].advice}` },
  ];
}

function linesOf(request: RequestHistoryRow): HistoryLine[] {
  const { id, kind, reason, askedBy, askedAt, decision, decidedBy, decidedAt, comment } = request;
  const asked = { key: `${id}-asked`, at: askedAt, text: `${askedBy}申请${CHANGE_LABEL[kind]}`, note: reason };
  if (!decision || !decidedAt) return [asked];
  const text = `${decidedBy ?? ''}：${CHANGE_LABEL[kind]}申请${DECISION_LABEL[decision]}`;
  return [asked, { key: `${id}-decided`, at: decidedAt, text, note: comment }];
}

async function neighbourOf(principal: Principal, serial: string | null): Promise<Neighbour | null> {
  if (serial === null) return null;
  const id = await findCertificateId(db, principal, serial);
  return id ? { id, serial } : null;
}

function signatureOf({ record, keys }: Inspected): SignatureFacts {
  return {
    keyId: record.keyId,
    algorithm: keys.find((key) => key.keyId === record.keyId)?.algorithm ?? null,
    text: record.payload,
    signature: Buffer.from(record.signature).toString('base64'),
  };
}

/**
 * All there is about one certificate in the principal's scope: what was signed, every check really made, its history and
 * what can be asked for. Shown too when it was altered, so that 保密办 sees what somebody has made of it.
 * @returns NOT_FOUND out of sight.
 */
export async function readCertificateFile(principal: Principal, id: string): Promise<Result<CertificateFile>> {
  const found = await getCertificate(db, principal, id);
  if (!found.ok) return found;
  const record = found.value;
  const keys = await publicKeysIn(keyFolder());
  const inspected = { record, keys, ...(await inspect(record, keys)) };
  const { state, payload } = inspected;
  const [issuedAt, requests, waiting, predecessor] = await Promise.all([
    readIssueInstant(db, principal, id),
    listRequestsOf(db, principal, id),
    waitingRequestOn(principal, id),
    neighbourOf(principal, record.supersedes),
  ]);
  const issued = {
    key: 'issued',
    at: issuedAt ?? '',
    text: '系统签发',
    note: predecessor ? `换发自 ${predecessor.serial}` : '',
  };
  const isOpen = requests.some((request) => request.decision === null);
  return ok({
    id,
    serial: record.serial,
    state,
    endedOn: endedOn(state, record.events),
    payload,
    checks: checksOf(inspected),
    signature: signatureOf(inspected),
    predecessor,
    successor: record.successor,
    history: [issued, ...requests.flatMap(linesOf)],
    waiting,
    mayAsk: isAsker(principal) && !isOpen ? ENDINGS.filter((kind) => changeObstacle(kind, state) === null) : [],
    verifyPath: `/verify/${record.verifyCode}`,
  });
}
