import { hoursText } from '../../domain/certification/certificate-view.ts';
import type { CertificatePayload } from '../../domain/certification/payload.ts';
import { Card } from '../ui/card.tsx';
import { KeyValues } from '../ui/key-values.tsx';

/** What the sheet says, in text of a readable size: a phone shows the sheet too small. */
export function CertificateDetails({ payload }: { payload: CertificatePayload }) {
  const { hours, exam } = payload;
  return (
    <Card title="证明内容">
      <KeyValues
        items={[
          { label: '编号', value: payload.serial },
          ...(payload.supersedes ? [{ label: '换发自', value: payload.supersedes }] : []),
          { label: '姓名', value: `${payload.name}（工号 ${payload.employeeNo}）` },
          { label: '单位与类别', value: `${payload.unit}，${payload.category}` },
          { label: '计划', value: `${payload.year} 年度 ${payload.plan.label}，规则第 ${payload.policyVersion} 版` },
          { label: '学时', value: `${hoursText(hours)} 学时（1 学时为 ${hours.minutesPerHour} 分钟）` },
          { label: '考试', value: `${exam.title}，${exam.score} 分（合格线 ${exam.passMark} 分）` },
          { label: '有效期', value: `${payload.issuedOn} 至 ${payload.validUntil}（含当日）` },
          { label: '签名密钥', value: <span className="font-mono text-sm">{payload.keyId}</span> },
        ]}
      />
    </Card>
  );
}
