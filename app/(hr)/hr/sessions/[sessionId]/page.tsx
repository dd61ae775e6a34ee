import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { AttachmentList } from '#components/sessions/attachment-list.tsx';
import { AttendeePanel } from '#components/sessions/attendee-panel.tsx';
import { ImportPanel } from '#components/sessions/import-panel.tsx';
import { QrPanel } from '#components/sessions/qr-panel.tsx';
import { SessionActions } from '#components/sessions/session-actions.tsx';
import { SessionFacts } from '#components/sessions/session-facts.tsx';
import { SessionStatus } from '#components/sessions/session-state.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { readSession } from '#server/operations/sessions/read.ts';

export const metadata: Metadata = { title: '集中培训' };

const Params = z.object({ sessionId: z.guid() });
const Search = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) });

type Props = {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SessionPage({ params, searchParams }: Props) {
  const principal = await requirePage('hours.sessions', '/hr/sessions');
  const id = Params.safeParse(await params);
  if (!id.success) notFound();
  const read = await readSession(principal, id.data.sessionId, Search.parse(await searchParams).page);
  if (!read.ok) notFound();
  const { session, rights, attendees, hidden, page, pageCount, attachments, units } = read.value;
  return (
    <div className="space-y-4">
      <PageHeader
        title={session.title}
        description={<SessionStatus state={session.state} />}
        crumbs={[{ label: '集中培训', href: '/hr/sessions' }, { label: session.title }]}
        action={<SessionActions session={session} rights={rights} />}
      />
      {session.comment ? (
        <Alert tone="warning" title={session.state === 'void' ? '已作废' : '已退回修改'}>
          {session.comment}
        </Alert>
      ) : null}
      {session.state === 'submitted' && !rights.mayApprove ? (
        <Alert tone="info">等待人事部门或保密办的另一位同事审批；登记人和提交人不能审批。</Alert>
      ) : null}
      {rights.mayEdit && !rights.maySubmit ? (
        <Alert tone="info">
          {session.attendees === 0
            ? '下一步：登记参加人员。名单上有人并且培训结束后，可以提交审批。'
            : '培训结束后，可以提交审批。'}
        </Alert>
      ) : null}
      <SessionFacts session={session} units={units} mayEdit={rights.mayEdit} />
      {rights.mayEdit ? (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Card title="扫码签到">
            <QrPanel sessionId={session.id} />
          </Card>
          <Card title="导入签到表">
            <ImportPanel sessionId={session.id} />
          </Card>
        </div>
      ) : null}
      <Card title={`签到名单（${session.attendees} 人）`}>
        <AttendeePanel sessionId={session.id} attendees={attendees} hidden={hidden} mayEdit={rights.mayEdit} />
        {pageCount > 1 ? (
          <Pagination
            page={page}
            pageCount={pageCount}
            total={session.attendees}
            unit="人"
            href={(to) => `/hr/sessions/${session.id}?page=${to}`}
          />
        ) : null}
      </Card>
      <Card title="附件">
        <AttachmentList ownerType="session" ownerId={session.id} files={attachments} mayAdd={rights.mayEdit} />
      </Card>
    </div>
  );
}
