'use client';

import { useEffect, useRef, useState } from 'react';
import type { RuleCard } from '../../domain/learning/rule-card.ts';
import {
  filterRules,
  filterWords,
  NO_FILTER,
  queryOfFilter,
  type RuleFilter,
} from '../../domain/learning/rule-filter.ts';
import { RULE_GROUPS, type RuleGroup } from '../../domain/learning/rule-tags.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { LiveStatus } from '../ui/live-status.tsx';
import { RuleFilterForm } from './rule-filter-form.tsx';
import { RuleTile } from './rule-tile.tsx';

const HEADING: Readonly<Record<RuleGroup, string>> = {
  守则: '保密守则十条',
  手机: '手机使用七条',
  计算机: '计算机与办公设备二十条',
};

/** Browsers refuse an address that changes with every key. */
const ADDRESS_DELAY_MS = 300;

function useAddress(filter: RuleFilter): void {
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const { pathname, search, hash } = window.location;
      const query = queryOfFilter(filter);
      if (query !== search) window.history.replaceState(window.history.state, '', pathname + query + hash);
    }, ADDRESS_DELAY_MS);
    return () => window.clearTimeout(timer);
  }, [filter]);
}

function Group({ group, rules }: { group: RuleGroup; rules: readonly RuleCard[] }) {
  const own = rules.filter((rule) => rule.group === group);
  if (own.length === 0) return null;
  return (
    <section aria-labelledby={`rules-${group}`}>
      <h2 id={`rules-${group}`} className="mb-2 text-lg print:mt-2 print:mb-1">
        {HEADING[group]}
      </h2>
      <ul className="grid gap-3 md:grid-cols-2 print:block print:columns-2 print:gap-3">
        {own.map((rule) => (
          <RuleTile key={rule.id} rule={rule} />
        ))}
      </ul>
    </section>
  );
}

/** All rules with what limits them; what is shown is what prints, and the address says it. */
export function RuleBook({ rules, initial }: { rules: readonly RuleCard[]; initial: RuleFilter }) {
  const [filter, setFilter] = useState(initial);
  const count = useRef<HTMLDivElement>(null);
  useAddress(filter);
  // The button goes away with what it clears; the focus stays where it stood.
  const clear = () => {
    setFilter(NO_FILTER);
    count.current?.focus();
  };
  const shown = filterRules(rules, filter);
  const words = filterWords(filter);
  const isActive = words !== '' || filter.text !== '';
  const sizeOf = (group: RuleGroup) => rules.filter((rule) => rule.group === group).length;
  return (
    <>
      <RuleFilterForm
        counts={{ 守则: sizeOf('守则'), 手机: sizeOf('手机'), 计算机: sizeOf('计算机') }}
        filter={filter}
        onChange={setFilter}
      />
      <div
        ref={count}
        tabIndex={-1}
        className="mb-2 flex min-h-8 outline-none flex-wrap items-center gap-x-2 print:mb-1 print:min-h-0"
      >
        <LiveStatus className="text-ink-2 text-sm">
          {shown.length === rules.length ? `共 ${rules.length} 条` : `显示 ${shown.length} 条，共 ${rules.length} 条`}
          {words ? <span className="hidden print:inline">（{words}）</span> : null}
        </LiveStatus>
        {isActive ? (
          <Button variant="plain" size="sm" className="noscript:hidden" onClick={clear}>
            清除条件
          </Button>
        ) : null}
      </div>
      {shown.length === 0 ? (
        <EmptyState title="没有这样的守则">
          换一个词，或者少选一个设备、场合；也可以点上面的“清除条件”，从头看起。
        </EmptyState>
      ) : (
        <div className="space-y-6 print:space-y-0">
          {RULE_GROUPS.map((group) => (
            <Group key={group} group={group} rules={shown} />
          ))}
        </div>
      )}
    </>
  );
}
