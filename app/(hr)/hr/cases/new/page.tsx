import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { OpeningForm } from '#components/cases/opening-form.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { CASE_KINDS } from '#domain/certification/case/kinds.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readOfficeOpening } from '#server/operations/cases/opening-page.ts';

export const metadata: Metadata = { title: '发起流程' };

const Search = z.object({
  kind: z.enum(CASE_KINDS),
  person: z.guid().optional().catch(undefined),
  post: z.guid().optional().catch(undefined),
  action: z.enum(['change', 'close']).optional().catch(undefined),
});

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewCasePage({ searchParams }: Props) {
  const principal = await requirePage('hr.cases', '/hr/cases');
  const asked = Search.safeParse(await searchParams);
  // An address without a kind asks for nothing in particular.
  if (!asked.success) redirect('/hr/cases');
  const { kind, person, post, action } = asked.data;
  const opening = await readOfficeOpening(principal, kind, { personId: person, postId: post, action });
  if (!opening.ok) notFound();
  const { label } = opening.value;
  const back =
    kind === 'post'
      ? { label: '涉密岗位', href: post ? `/hr/posts/${post}` : '/hr/posts' }
      : { label: '流程', href: '/hr/cases' };
  return (
    <>
      <PageHeader
        title={label}
        description="提交后按流程逐级办理，每一步由不同的人办理。不要填写国家秘密内容。"
        crumbs={[back, { label }]}
      />
      <Card>
        <OpeningForm opening={opening.value} back={back.href} />
      </Card>
    </>
  );
}
