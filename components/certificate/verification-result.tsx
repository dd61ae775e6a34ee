import { type CertificateState, STATE_TEXT } from '../../domain/certification/state.ts';
import { Alert } from '../ui/alert.tsx';
import { Card } from '../ui/card.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { CertificateStatus, STATE_TONE, stateTitle } from './certificate-status.tsx';

type VerificationResultProps = {
  state: CertificateState;
  endedOn: string | null;
  certificate: {
    readonly serial: string;
    readonly name: string;
    readonly issuer: string;
    readonly title: string;
    readonly year: number;
    readonly issuedOn: string;
    readonly validUntil: string;
  } | null;
};

/** The answer to a stranger: the state first, then no more than is needed to compare it with the paper. */
export function VerificationResult({ state, endedOn, certificate }: VerificationResultProps) {
  return (
    <>
      <Alert tone={STATE_TONE[state]} title={stateTitle(state, endedOn)}>
        <p>{STATE_TEXT[state].advice}</p>
      </Alert>
      {certificate ? (
        <Card title="登记内容" action={<CertificateStatus state={state} on={endedOn} />}>
          <KeyValues
            items={[
              { label: '编号', value: certificate.serial },
              { label: '姓名', value: certificate.name },
              { label: '名称', value: certificate.title },
              { label: '培训年度', value: `${certificate.year} 年度` },
              { label: '签发单位', value: certificate.issuer },
              { label: '签发日期', value: certificate.issuedOn },
              { label: '有效期至', value: `${certificate.validUntil}（含当日）` },
            ]}
          />
          <p className="mt-3 text-ink-2 text-sm">
            请与纸面逐项对照；姓名只显示首尾字。本证明为本单位培训考核合格证明。
          </p>
        </Card>
      ) : null}
    </>
  );
}
