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
        description={`登记 ${laws.length} 部法律法规和规章。条文请以正式公布的文本为准；收录以后已知有变动的标“条文待核”，核定收录之前，课程和题目都不引用。`}
      />
      <LawRegister laws={laws} />
    </>
  );
}
