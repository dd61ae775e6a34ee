'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { AreaIcon } from './area-icon.tsx';
import { type Area, isCurrentArea } from './areas.ts';
import { PopoverMenu } from './popover-menu.tsx';

type NavProps = { areas: readonly Area[]; current?: string };

function useCurrent(current: string | undefined): string {
  const path = usePathname();
  return current ?? path ?? '/';
}

const MANY = 99;

/** How many wait in an area. */
function Count({ count }: { count: number | undefined }) {
  if (count === undefined) return null;
  return (
    <span className="rounded-full bg-primary px-1.5 font-semibold text-on-primary text-xs leading-[1.5]">
      {count > MANY ? `${MANY}+` : count}
      <span className="sr-only"> 件</span>
    </span>
  );
}

export function AreaRail({ areas, current }: NavProps) {
  const path = useCurrent(current);
  return (
    <ul className="space-y-0.5">
      {areas.map((area) => {
        const active = isCurrentArea(area, path);
        return (
          <li key={area.id}>
            <Link
              prefetch={false}
              href={area.href}
              aria-current={active ? 'page' : undefined}
              className={clsx(
                'flex min-h-10 items-center gap-3 rounded px-3 transition-colors',
                active
                  ? 'bg-primary-tint font-semibold text-primary'
                  : 'text-ink-2 hover:bg-primary-tint hover:text-ink',
              )}
            >
              <AreaIcon area={area.id} />
              <span className="flex-1">{area.label}</span>
              <Count count={area.count} />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

const TAB = 'flex h-full w-full flex-col items-center justify-center gap-0.5 text-xs';

function tabClass(active: boolean): string {
  return clsx(TAB, active ? 'font-semibold text-primary' : 'text-ink-2');
}

/** 我的 with the areas that have no tab of their own. */
function MoreTab({ mine, others, path }: { mine: Area; others: readonly Area[]; path: string }) {
  const all = [mine, ...others];
  return (
    <PopoverMenu
      id="more-areas"
      label="我的与其他工作区"
      trigger={
        <>
          <AreaIcon area={mine.id} />
          <span className="flex items-center gap-1">
            {mine.label}
            <Count count={others.find((area) => area.count !== undefined)?.count} />
          </span>
        </>
      }
      triggerClass={tabClass(all.some((area) => isCurrentArea(area, path)))}
      panelClass="fixed inset-auto right-2 bottom-[calc(var(--spacing-tabbar)+0.5rem)] m-0 w-48 rounded border border-line bg-surface p-1.5 shadow-pop"
    >
      <AreaRail areas={all} current={path} />
    </PopoverMenu>
  );
}

export function AreaTabs({ areas, current }: NavProps) {
  const path = useCurrent(current);
  const others = areas.filter((area) => !area.tab);
  return (
    <ul className="flex h-tabbar">
      {areas
        .filter((area) => area.tab)
        .map((area) => (
          <li key={area.id} className="flex-1">
            {area.id === 'me' && others.length > 0 ? (
              <MoreTab mine={area} others={others} path={path} />
            ) : (
              <Link
                prefetch={false}
                href={area.href}
                aria-current={isCurrentArea(area, path) ? 'page' : undefined}
                className={tabClass(isCurrentArea(area, path))}
              >
                <AreaIcon area={area.id} />
                {area.label}
              </Link>
            )}
          </li>
        ))}
    </ul>
  );
}
