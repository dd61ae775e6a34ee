import { KeyRound, UserRound } from 'lucide-react';
import Link from 'next/link';
import { AreaRail } from './area-nav.tsx';
import { type Area, type FramePrincipal, rolesText } from './areas.ts';
import { LookSettings } from './look-settings.tsx';
import { PopoverMenu } from './popover-menu.tsx';
import { SignOutButton } from './sign-out-button.tsx';

const ITEM = 'flex min-h-10 w-full items-center gap-3 rounded px-3 text-ink hover:bg-primary-tint hover:text-primary';

/** Who is signed in, and what concerns the account. On a phone without tabs it also leads to the areas. */
export function PersonMenu({ principal, areas }: { principal: FramePrincipal; areas: readonly Area[] }) {
  return (
    <PopoverMenu
      id="person-menu"
      label="个人菜单"
      trigger={
        <>
          <span className="grid size-8 shrink-0 place-items-center rounded-full bg-primary font-semibold text-on-primary text-sm">
            {principal.name.slice(0, 1)}
          </span>
          <span className="hidden max-w-32 truncate sm:inline">{principal.name}</span>
          <span className="sr-only">个人菜单</span>
        </>
      }
      triggerClass="flex items-center gap-2 rounded p-1 text-sm hover:bg-primary-tint"
      panelClass="fixed inset-auto top-[calc(var(--spacing-strip)+var(--spacing-bar)+0.25rem)] right-3 m-0 max-h-[calc(100dvh-6rem)] w-64 overflow-y-auto rounded border border-line bg-surface p-1.5 shadow-pop"
    >
      <div className="px-3 py-2">
        <p className="font-semibold">{principal.name}</p>
        <p className="text-ink-2 text-xs">
          {principal.employeeNo} · {rolesText(principal.roles)}
        </p>
      </div>
      {areas.length > 0 ? (
        <div className="border-line border-t py-1.5 lg:hidden">
          <AreaRail areas={areas} />
        </div>
      ) : null}
      <ul className="border-line border-t py-1.5">
        <li>
          <Link prefetch={false} href="/me/sessions" className={ITEM}>
            <UserRound aria-hidden className="size-4.5" />
            个人信息与会话
          </Link>
        </li>
        <li>
          <Link prefetch={false} href="/password" className={ITEM}>
            <KeyRound aria-hidden className="size-4.5" />
            修改密码
          </Link>
        </li>
      </ul>
      <div className="border-line border-t px-3 py-2.5">
        <LookSettings />
      </div>
      <div className="border-line border-t pt-1.5">
        <SignOutButton className={ITEM} />
      </div>
    </PopoverMenu>
  );
}
