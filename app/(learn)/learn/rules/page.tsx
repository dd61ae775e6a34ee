import type { Metadata } from 'next';
import { LawSheet } from '#components/lesson/law-sheet.tsx';
import { PrintButton } from '#components/lesson/print-button.tsx';
import { RuleBook } from '#components/rules/rule-book.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { filterOfQuery } from '#domain/learning/rule-filter.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { listRules } from '#server/operations/learning/list-rules.ts';

export const metadata: Metadata = { title: '随身守则' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RulesPage({ searchParams }: Props) {
  await requirePage('lesson.list', '/learn/rules');
  return (
    <>
      <PageHeader
        title="随身守则"
        description="该怎么做，别怎么做，为什么。标“法律明文”的，条文直接这样规定；标“通常做法”的，条文只定原则，具体以本单位规定为准。"
        crumbs={[{ label: '学习', href: '/learn' }, { label: '随身守则' }]}
        action={<PrintButton />}
      />
      <RuleBook rules={listRules()} initial={filterOfQuery(await searchParams)} />
      <LawSheet />
    </>
  );
}
