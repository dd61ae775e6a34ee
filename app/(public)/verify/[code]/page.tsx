import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { CodeForm } from '#components/certificate/code-form.tsx';
import { OfflineHelp } from '#components/certificate/offline-help.tsx';
import { PublicFrame } from '#components/certificate/public-frame.tsx';
import { VerificationResult } from '#components/certificate/verification-result.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { errorMessage } from '#domain/shared/errors.ts';
import { verifyForPublic } from '#server/operations/certificates/verify.ts';

export const metadata: Metadata = { title: '证明核验结果' };

type Props = { params: Promise<{ code: string }> };

export default async function VerifyCodePage({ params }: Props) {
  const { code } = await params;
  const result = await verifyForPublic(code, (await headers()).get('x-shoumi-ip') ?? '');
  return (
    <PublicFrame>
      <PageHeader title="证明核验结果" />
      {result.ok ? (
        <VerificationResult {...result.value} />
      ) : (
        <>
          <Alert tone="warning" title="没有核验结果" code={result.error.code}>
            {errorMessage(result.error.code, result.error.meta)}
          </Alert>
          <Card title="重新核验">
            <CodeForm initial={code} />
          </Card>
        </>
      )}
      <OfflineHelp />
    </PublicFrame>
  );
}
