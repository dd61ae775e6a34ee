import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { AttendForm } from '#components/sessions/attend-form.tsx';
import { sessionTime } from '#components/sessions/session-state.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Card } from '#components/ui/card.tsx';
import { formatDateTime } from '#components/ui/format.ts';
import { KeyValues } from '#components/ui/key-values.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { AttendView } from '#domain/hours/sessions/session-view.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readAttend } from '#server/operations/sessions/attend.ts';

export const metadata: Metadata = { title: '培训签到' };

const Params = z.object({ sessionId: z.guid() });
const Search = z.object({
  code: z
    .string()
    .regex(/^\d{6}$/)
    .catch(''),
});

type Props = {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

function Step({ view, code }: { view: AttendView; code: string }) {
  if (view.signedAt !== null) {
    return (
      <Alert tone="success" title="已签到">
        签到时间 {formatDateTime(view.signedAt)}。培训审批后学时自动计入台账，不需要您另行申报。
      </Alert>
    );
  }
  if (!view.open) {
    return (
      <Alert tone="info" title="现在不能签到">
        签到时间为 {formatDateTime(view.opensAt)} 至 {formatDateTime(view.closesAt)}
        。如已参加但没有签到，请联系组织人登记。
      </Alert>
    );
  }
  return <AttendForm sessionId={view.id} code={code} />;
}

export default async function AttendPage({ params, searchParams }: Props) {
  const id = Params.safeParse(await params);
  const { code } = Search.parse(await searchParams);
  const here = id.success ? `/attend/${id.data.sessionId}${code ? `?code=${code}` : ''}` : '/';
  const principal = await requirePage('hours.attend', here);
  if (!id.success) notFound();
  const read = await readAttend(principal, id.data.sessionId);
  if (!read.ok) notFound();
  const view = read.value;
  return (
    <div className="mx-auto max-w-lg space-y-4">
      <PageHeader title="培训签到" description={view.title} />
      <Card>
        <div className="space-y-4">
          <KeyValues
            items={[
              { label: '时间', value: sessionTime(view.startsAt, view.endsAt) },
              { label: '地点', value: view.place },
              { label: '签到人', value: `${principal.name}（${principal.employeeNo}）` },
            ]}
          />
          <Step view={view} code={code} />
        </div>
      </Card>
    </div>
  );
}
