import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LawComparison } from '#components/law/law-comparison.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { compareVersions, LawQuery, lawOfPath } from '#server/operations/law/compare-versions.ts';

type Props = {
  params: Promise<{ law: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const metadata: Metadata = { title: '法规条文与对照' };

export default async function LawPage({ params, searchParams }: Props) {
  const { law } = await params;
  const principal = await requirePage('law.read', `/learn/laws/${law}`);
  const { from, to, changed } = LawQuery.parse(await searchParams);
  const result = compareVersions({ law: lawOfPath(law), from, to });
  if (!result.ok) notFound();
  const view = result.value;
  return (
    <>
      <PageHeader
        title={view.title}
        description={
          view.from
            ? `${view.from.version} 年版与 ${view.to.version} 年版逐条对照。按内容对应，不看条号；文字有任何不同都算修改。`
            : `${view.to.version} 年版条文。`
        }
        crumbs={[{ label: '法规登记', href: '/learn/laws' }, { label: `《${view.law}》` }]}
      />
      <LawComparison view={view} onlyChanged={changed === '1'} canRead={principal.personId !== null} />
    </>
  );
}
