import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { CasePage } from '#components/cases/case-page.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { CaseView } from '#domain/certification/case/view.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readAttachments } from '#server/operations/attachments/read.ts';
import { readCasePage } from '#server/operations/cases/case-page.ts';

export const metadata: Metadata = { title: '流程办理' };

const Params = z.object({ caseId: z.guid() });

type Props = { params: Promise<{ caseId: string }> };

function description({ no, person, post, level }: CaseView): string {
  const about = person ? `${person.name}（${person.employeeNo}），${person.unit}` : '';
  const where = post ? `${post.code} ${post.name}` : '';
  return [no, about, where, level ? `${level}涉密` : ''].filter(Boolean).join(' · ');
}

export default async function CaseRoute({ params }: Props) {
  const id = Params.safeParse(await params);
  const principal = await requirePage('case.read', id.success ? `/cases/${id.data.caseId}` : '/todo');
  if (!id.success) notFound();
  const page = await readCasePage(principal, id.data.caseId);
  if (!page.ok) notFound();
  const { view, now, today } = page.value;
  const files = await readAttachments(principal, 'case', view.id);
  const holdsOffice = principal.roles.length > 0;
  const about = view.person?.name ?? view.post?.name ?? '';
  return (
    <>
      <PageHeader
        title={about ? `${view.kindLabel} · ${about}` : view.kindLabel}
        description={description(view)}
        crumbs={[
          holdsOffice ? { label: '流程', href: '/hr/cases' } : { label: '我的事项', href: '/me/cases' },
          { label: view.no },
        ]}
      />
      <CasePage
        key={view.id}
        initial={view}
        now={now}
        today={today}
        opensFiles={holdsOffice}
        files={files.ok ? files.value : []}
      />
    </>
  );
}
