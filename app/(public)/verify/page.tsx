import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CodeForm } from '#components/certificate/code-form.tsx';
import { OfflineHelp } from '#components/certificate/offline-help.tsx';
import { PublicFrame } from '#components/certificate/public-frame.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { codeIn } from '#domain/certification/verify-code.ts';

export const metadata: Metadata = { title: '证明核验' };

type Props = { searchParams: Promise<{ code?: string | string[] }> };

export default async function VerifyPage({ searchParams }: Props) {
  const { code } = await searchParams;
  const typed = (Array.isArray(code) ? code[0] : code) ?? '';
  const found = codeIn(typed);
  if (found) redirect(`/verify/${found}`);
  const error = typed === '' ? undefined : '核验码应为 22 位字母、数字、短横或下划线，请对照证明核对后重新输入。';
  return (
    <PublicFrame>
      <PageHeader title="核验培训考核合格证明" description="输入证明上的核验码，查看证明是否由本单位签发、是否有效。" />
      <Card>
        <CodeForm initial={typed} error={error} />
      </Card>
      <OfflineHelp />
    </PublicFrame>
  );
}
