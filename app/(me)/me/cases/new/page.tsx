import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { OpeningForm } from '#components/cases/opening-form.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { CASE_KINDS } from '#domain/certification/case/kinds.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readOwnOpening } from '#server/operations/cases/opening-page.ts';

export const metadata: Metadata = { title: '申请与报告' };

const Search = z.object({ kind: z.enum(CASE_KINDS) });

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewOwnCasePage({ searchParams }: Props) {
  const principal = await requirePage('case.list-own', '/me/cases');
  const asked = Search.safeParse(await searchParams);
  // An address without a kind asks for nothing in particular.
  if (!asked.success) redirect('/me/cases');
  const opening = await readOwnOpening(principal, asked.data.kind);
  if (!opening.ok) notFound();
  const { label } = opening.value;
  return (
    <>
      <PageHeader
        title={label}
        description="提交后由有关部门办理，每一步的进展您都能看到。不要填写国家秘密内容。"
        crumbs={[{ label: '我的', href: '/me' }, { label: '我的事项', href: '/me/cases' }, { label }]}
      />
      <Card>
        <OpeningForm opening={opening.value} back="/me/cases" />
      </Card>
    </>
  );
}
