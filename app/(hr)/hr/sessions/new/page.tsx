import type { Metadata } from 'next';
import { SessionForm } from '#components/sessions/session-form.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { readUnitChoices } from '#server/operations/sessions/read.ts';

export const metadata: Metadata = { title: '登记集中培训' };

export default async function NewSessionPage() {
  const principal = await requirePage('hours.session-edit', '/hr/sessions/new');
  const units = await readUnitChoices(principal);
  const [only] = units.length === 1 ? units : [];
  return (
    <div className="space-y-4">
      <PageHeader
        title="登记集中培训"
        description="先登记培训情况，保存后登记参加人员、上传签到表，结束后提交审批。"
        crumbs={[{ label: '集中培训', href: '/hr/sessions' }, { label: '登记' }]}
      />
      <Card>
        <SessionForm
          sessionId={null}
          units={units}
          initial={{
            title: '',
            mode: 'session',
            topics: [],
            unitId: only?.id ?? '',
            isUnitOrganised: true,
            place: '',
            teacher: '',
            startsAt: '',
            endsAt: '',
            minutes: 90,
          }}
        />
      </Card>
    </div>
  );
}
