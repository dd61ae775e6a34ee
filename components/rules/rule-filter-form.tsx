'use client';

import clsx from 'clsx';
import { Check, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { RuleFilter } from '../../domain/learning/rule-filter.ts';
import { RULE_DEVICES, RULE_GROUPS, RULE_PLACES, type RuleGroup } from '../../domain/learning/rule-tags.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/input.tsx';

type Change = (filter: RuleFilter) => void;
type ChipProps = {
  type: 'radio' | 'checkbox';
  name: string;
  value: string;
  label: string;
  checked: boolean;
  onChange: () => void;
};

/** A choice as a small label around a real control: keyboard, form and screen reader know it as what it is. */
function Chip({ label, ...control }: ChipProps) {
  return (
    <label
      className={clsx(
        'relative inline-flex min-h-8 cursor-pointer items-center gap-1 rounded border px-2.5 text-sm transition-colors',
        'has-focus-visible:outline-2 has-focus-visible:outline-primary has-focus-visible:outline-offset-2',
        'has-checked:border-primary has-checked:bg-primary-tint has-checked:font-medium has-checked:text-primary',
        'border-edge hover:border-primary',
      )}
    >
      <input {...control} className="peer sr-only" />
      <Check aria-hidden className="hidden size-4 peer-checked:block" />
      {label}
    </label>
  );
}

type ChipsProps = {
  legend: string;
  name: 'device' | 'place';
  options: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
};

function Chips({ legend, name, options, chosen, onChange }: ChipsProps) {
  const toggle = (option: string) =>
    onChange(options.filter((one) => (one === option ? !chosen.includes(one) : chosen.includes(one))));
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm lg:float-left lg:mb-0 lg:w-28 lg:leading-8">{legend}</legend>
      <div className="flex flex-wrap gap-1.5">
        {options.map((option) => (
          <Chip
            key={option}
            type="checkbox"
            name={name}
            value={option}
            label={option}
            checked={chosen.includes(option)}
            onChange={() => toggle(option)}
          />
        ))}
      </div>
    </fieldset>
  );
}

type GroupsProps = { counts: Readonly<Record<RuleGroup, number>>; filter: RuleFilter; onChange: Change };

function Groups({ counts, filter, onChange }: GroupsProps) {
  const all = RULE_GROUPS.reduce((sum, group) => sum + counts[group], 0);
  const options = [['', `全部 ${all}`], ...RULE_GROUPS.map((group) => [group, `${group} ${counts[group]}`])];
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">哪一组</legend>
      <div className="flex flex-wrap gap-1.5">
        {options.map(([group = '', label = '']) => (
          <Chip
            key={group}
            type="radio"
            name="group"
            value={group}
            label={label}
            checked={filter.group === group}
            onChange={() => onChange({ ...filter, group })}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** What to show. A plain form underneath: without JavaScript its button asks the server for the same choice. */
export function RuleFilterForm({ counts, filter, onChange }: GroupsProps) {
  const chosen = filter.devices.length + filter.places.length;
  const [open, setOpen] = useState(chosen > 0);
  return (
    <search className="no-print mb-4 block">
      <form
        action="/learn/rules"
        onSubmit={(event) => event.preventDefault()}
        className="card flex flex-col gap-3 rounded border border-line bg-surface px-4 py-3"
      >
        <div className="grid gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,24rem)_1fr]">
          <TextField
            id="rule-text"
            name="q"
            type="search"
            label="搜索"
            autoComplete="off"
            placeholder="充电、快递、录音、第三十一条"
            value={filter.text}
            onChange={(event) => onChange({ ...filter, text: event.target.value })}
          />
          <Groups counts={counts} filter={filter} onChange={onChange} />
        </div>
        <p className="md:hidden noscript:hidden">
          <Button size="sm" aria-expanded={open} aria-controls="rule-tags" onClick={() => setOpen(!open)}>
            <SlidersHorizontal aria-hidden className="size-4" />
            {chosen > 0 ? `设备与场合（已选 ${chosen}）` : '设备与场合'}
          </Button>
        </p>
        <div id="rule-tags" className={clsx('space-y-3 md:block noscript:block', !open && 'hidden')}>
          <Chips
            legend="手边是什么"
            name="device"
            options={RULE_DEVICES}
            chosen={filter.devices}
            onChange={(devices) => onChange({ ...filter, devices })}
          />
          <Chips
            legend="在什么场合"
            name="place"
            options={RULE_PLACES}
            chosen={filter.places}
            onChange={(places) => onChange({ ...filter, places })}
          />
        </div>
        <p className="hidden noscript:block">
          <Button type="submit">查询</Button>
        </p>
      </form>
    </search>
  );
}
