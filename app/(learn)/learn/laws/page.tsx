import type { Metadata } from 'next';
import { LawRegister } from '#components/law/law-register.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { listLaws } from '#server/operations/law/list-laws.ts';

export const metadata: Metadata = { title: '法规登记' };

export default async function LawsPage() {
  await requirePage('law.read', '/learn/laws');
  const laws = listLaws();
  return (
    <>
      <PageHeader
        title="法规登记"
        description={`课程与题目引用的 ${laws.length} 部法律法规。条文收录截止 2025 年 4 月，此后可能有修改的标“条文待核”，请以正式公布的文本为准。`}
      />
      <LawRegister laws={laws} />
    </>
  );
}
