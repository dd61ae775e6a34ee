import { Bell, FlaskConical } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { AreaRail, AreaTabs } from './area-nav.tsx';
import { areasFor, type FramePrincipal } from './areas.ts';
import { BrandMark } from './brand.tsx';
import { OfflineStrip } from './offline-strip.tsx';
import { PersonMenu } from './person-menu.tsx';

type AppFrameProps = {
  principal: FramePrincipal;
  /** Path to mark in the navigation; without it the address of the browser decides. */
  current?: string;
  children: ReactNode;
};

const MANY = 99;

function NoticesLink({ unread }: { unread: number }) {
  return (
    <Link
      prefetch={false}
      href="/me/notices"
      className="relative grid size-10 place-items-center rounded text-ink-2 hover:bg-primary-tint hover:text-primary"
    >
      <Bell aria-hidden className="size-5" strokeWidth={1.75} />
      <span className="sr-only">通知{unread > 0 ? `，${unread} 条未读` : ''}</span>
      {unread > 0 ? (
        <span
          aria-hidden="true"
          className="absolute top-0.5 left-5 rounded-full bg-primary px-1 font-semibold text-[0.6875rem] text-on-primary leading-[1.5]"
        >
          {unread > MANY ? `${MANY}+` : unread}
        </span>
      ) : null}
    </Link>
  );
}

function TopBar({ principal, children }: { principal: FramePrincipal; children: ReactNode }) {
  return (
    <header
      data-frame
      className="sticky top-strip z-10 flex h-bar shrink-0 items-center gap-3 border-line border-b bg-surface px-4"
    >
      <Link prefetch={false} href="/" className="flex shrink-0 items-center gap-2 font-semibold text-lg">
        <BrandMark />
        守密
      </Link>
      <p className="min-w-0 flex-1 truncate border-line border-l pl-3 text-ink-2 text-sm">{principal.orgName}</p>
      {principal.personId ? <NoticesLink unread={principal.unread} /> : null}
      {children}
    </header>
  );
}

/** The frame of every page behind the log-in except the exam room: areas, organisation, notices, person. */
export function AppFrame({ principal, current, children }: AppFrameProps) {
  const areas = areasFor(principal, principal.todo);
  const hasTabs = areas.some((area) => area.tab);
  return (
    <div className="flex flex-1 flex-col">
      <a
        href="#main"
        data-frame
        className="fixed top-10 left-2 z-30 -translate-y-24 rounded bg-primary px-4 py-2 text-on-primary focus:translate-y-0"
      >
        跳到正文
      </a>
      <TopBar principal={principal}>
        <PersonMenu principal={principal} areas={hasTabs ? [] : areas} />
      </TopBar>
      {principal.isDemo ? (
        <aside
          aria-label="数据说明"
          data-frame
          className="flex items-center justify-center gap-2 bg-warning-tint px-4 py-1 text-center text-warning text-xs"
        >
          <FlaskConical aria-hidden className="size-3.5 shrink-0" />
          当前为演示数据，人员、成绩与证明均为虚构。
        </aside>
      ) : null}
      <OfflineStrip />
      <div className="flex flex-1">
        <div data-frame className="hidden w-rail shrink-0 border-line border-r bg-surface lg:block">
          <nav
            aria-label="主导航"
            className="sticky top-[calc(var(--spacing-strip)+var(--spacing-bar))] max-h-[calc(100dvh-var(--spacing-strip)-var(--spacing-bar))] overflow-y-auto p-3"
          >
            <AreaRail areas={areas} current={current} />
          </nav>
        </div>
        <main
          id="main"
          tabIndex={-1}
          data-sheet
          className="mx-auto w-full min-w-0 max-w-[80rem] flex-1 px-4 pt-5 pb-24 outline-none lg:px-8 lg:pb-10"
        >
          {children}
        </main>
      </div>
      {hasTabs ? (
        <nav
          aria-label="主导航"
          data-frame
          className="fixed inset-x-0 bottom-0 z-10 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
        >
          <AreaTabs areas={areas} current={current} />
        </nav>
      ) : null}
    </div>
  );
}
