import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { CertificateActions } from '#components/certificate/certificate-actions.tsx';
import { CertificateCard } from '#components/certificate/certificate-card.tsx';
import { CertificateDetails } from '#components/certificate/certificate-details.tsx';
import { CertificateStatus, STATE_TONE, stateTitle } from '#components/certificate/certificate-status.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { STATE_TEXT } from '#domain/certification/state.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { ownCertificate } from '#server/operations/certificates/read.ts';

export const metadata: Metadata = { title: '我的证明' };

type Props = { params: Promise<{ certificateId: string }> };

export default async function CertificatePage({ params }: Props) {
  const { certificateId } = await params;
  const principal = await requirePage('certificate.list-own', `/me/certificates/${encodeURIComponent(certificateId)}`);
  if (!z.guid().safeParse(certificateId).success) notFound();
  const found = await ownCertificate(principal, certificateId);
  if (!found.ok) notFound();
  const { state, endedOn, successor, payload, shapes, serial, verifyPath } = found.value;
  return (
    <div className="mx-auto max-w-5xl space-y-4">
      <PageHeader
        title={payload?.title ?? '证明'}
        description={
          <>
            编号 {serial}　<CertificateStatus state={state} on={endedOn} />
          </>
        }
        crumbs={[{ label: '我的', href: '/me' }, { label: '证明' }]}
        action={payload ? <CertificateActions id={certificateId} /> : null}
      />
      {state === 'valid' ? null : (
        <Alert tone={STATE_TONE[state]} title={stateTitle(state, endedOn)}>
          {STATE_TEXT[state].advice}
          {successor ? (
            <>
              {' '}
              新证明：<TextLink href={`/me/certificates/${successor.id}`}>{successor.serial}</TextLink>。
            </>
          ) : null}
        </Alert>
      )}
      {payload ? (
        <>
          <CertificateCard shapes={shapes} label={`${payload.title}，${payload.name}，编号 ${payload.serial}`} />
          <CertificateDetails payload={payload} />
          <p className="text-ink-2 text-sm">
            他人可扫描二维码，或打开<TextLink href={verifyPath}>公开核验页</TextLink>
            查看这份证明是否有效；那里只显示姓名的首尾字。
          </p>
        </>
      ) : null}
    </div>
  );
}
