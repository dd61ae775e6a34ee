import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { CertificateActions } from '#components/certificate/certificate-actions.tsx';
import { CertificateDetails } from '#components/certificate/certificate-details.tsx';
import { CertificateStatus } from '#components/certificate/certificate-status.tsx';
import { AskButtons, WaitingList } from '#components/office/certificate-changes.tsx';
import { ChecksCard, HistoryCard, SignedTextCard } from '#components/office/certificate-file.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { isAuthentic } from '#domain/certification/state.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readCertificateFile } from '#server/operations/certificates/read-file.ts';

export const metadata: Metadata = { title: '证明' };

type Props = { params: Promise<{ certificateId: string }> };

export default async function CertificateFilePage({ params }: Props) {
  const { certificateId } = await params;
  const principal = await requirePage(
    'certificate.register',
    `/office/certificates/${encodeURIComponent(certificateId)}`,
  );
  if (!z.guid().safeParse(certificateId).success) notFound();
  const found = await readCertificateFile(principal, certificateId);
  if (!found.ok) notFound();
  const file = found.value;
  const isTrue = isAuthentic(file.state);
  return (
    <div className="mx-auto max-w-5xl space-y-4">
      <PageHeader
        title={file.payload ? `${file.payload.name} · ${file.payload.title}` : '证明'}
        description={
          <>
            编号 {file.serial}　<CertificateStatus state={file.state} on={file.endedOn} />
          </>
        }
        crumbs={[{ label: '证明登记', href: '/office/certificates' }, { label: file.serial }]}
        action={isTrue ? <CertificateActions id={certificateId} /> : null}
      />
      {isTrue ? null : (
        <Alert tone="danger" title="这份证明没有通过签名核验">
          下面的内容是数据库中现存的，不能采信。请核对审计日志和备份，查明原因；需要作废时请申请撤销。
        </Alert>
      )}
      {file.successor ? (
        <Alert tone="info">
          已换发为
          <TextLink href={`/office/certificates/${file.successor.id}`}>{file.successor.serial}</TextLink>。
        </Alert>
      ) : null}
      {file.waiting ? (
        <Card title="待审批" flush>
          <WaitingList requests={[file.waiting]} />
        </Card>
      ) : null}
      <ChecksCard checks={file.checks} />
      {file.payload ? <CertificateDetails payload={file.payload} /> : null}
      {file.predecessor ? (
        <p className="text-sm">
          换发自
          <TextLink href={`/office/certificates/${file.predecessor.id}`}>{file.predecessor.serial}</TextLink>
        </p>
      ) : null}
      {file.mayAsk.length > 0 ? (
        <Card title="撤销与换发">
          <p className="mb-3 text-ink-2 text-sm">
            申请须由另一人审批后才生效。姓名等信息请先在人员名册中改正，再申请换发。
          </p>
          <div className="flex flex-wrap gap-2">
            <AskButtons certificateId={certificateId} serial={file.serial} kinds={file.mayAsk} />
          </div>
        </Card>
      ) : null}
      <HistoryCard history={file.history} />
      <SignedTextCard signature={file.signature} />
      <p className="text-ink-2 text-sm">
        他人看到的内容见<TextLink href={file.verifyPath}>公开核验页</TextLink>。
      </p>
    </div>
  );
}
