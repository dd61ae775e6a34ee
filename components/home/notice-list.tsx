import type { OwnHome } from '../../domain/learning/home-view.ts';
import { DatedText } from '../ui/dated-text.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Badge, Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { MarkReadButton } from './mark-read-button.tsx';

export type NoticeView = OwnHome['notices'][number];

function NoticeItem({ notice, withAction }: { notice: NoticeView; withAction: boolean }) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-60 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          {notice.isRead ? null : <Badge className="border-primary text-primary">未读</Badge>}
          {notice.isUrgent ? <Status tone="warning">重要</Status> : null}
          <span className={notice.isRead ? '' : 'font-semibold'}>{notice.title}</span>
        </p>
        <p className="text-ink-2 text-sm">
          <DatedText text={notice.body} />
        </p>
        <p className="text-ink-2 text-xs">{formatDateTime(notice.createdAt)}</p>
      </div>
      <p className="flex items-center gap-3 text-sm">
        {notice.href ? <TextLink href={notice.href}>去看看</TextLink> : null}
        {withAction && !notice.isRead ? <MarkReadButton id={notice.id} /> : null}
      </p>
    </li>
  );
}

export function NoticeList({ notices, withAction = false }: { notices: readonly NoticeView[]; withAction?: boolean }) {
  return (
    <ul className="divide-y divide-line border-line border-t">
      {notices.map((notice) => (
        <NoticeItem key={notice.id} notice={notice} withAction={withAction} />
      ))}
    </ul>
  );
}
