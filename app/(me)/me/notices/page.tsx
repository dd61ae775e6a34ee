import type { Metadata } from 'next';
import { MarkReadButton } from '#components/home/mark-read-button.tsx';
import { NoticeList } from '#components/home/notice-list.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { NOTICES_LISTED, readNotices } from '#server/operations/home/read-notices.ts';

export const metadata: Metadata = { title: '通知' };

export default async function NoticesPage() {
  const principal = await requirePage('notice.read', '/me/notices');
  const notices = await readNotices(principal);
  const unread = notices.filter((notice) => !notice.isRead).length;
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title="通知"
        description={unread > 0 ? `${unread} 条未读` : notices.length > 0 ? '全部已读' : undefined}
        crumbs={[{ label: '我的', href: '/me' }, { label: '通知' }]}
        action={unread > 0 ? <MarkReadButton /> : null}
      />
      <Card flush>
        {notices.length > 0 ? (
          <NoticeList notices={notices} withAction />
        ) : (
          <EmptyState title="没有通知">达标、成绩、截止提醒会出现在这里。</EmptyState>
        )}
      </Card>
      {notices.length === NOTICES_LISTED ? (
        <p className="mt-2 text-ink-2 text-sm">只显示最近 {NOTICES_LISTED} 条。</p>
      ) : null}
    </div>
  );
}
