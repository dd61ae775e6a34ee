'use client';

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { CaseKind } from '../../domain/certification/case/kinds.ts';
import type { Choice } from '../../domain/certification/case/opening-view.ts';
import { apiFetch } from '../ui/api.ts';
import { Field, fieldProps } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { LiveStatus } from '../ui/live-status.tsx';

const PAUSE_MS = 250;

type Found = { readonly q: string; readonly people: readonly Choice[]; readonly fault: string };

const NONE: Found = { q: '', people: [], fault: '' };

/** People that match what is typed, asked for after a pause; an older answer never replaces a newer one. */
function usePeople(kind: CaseKind, q: string): Found {
  const [found, setFound] = useState<Found>(NONE);
  useEffect(() => {
    if (q === '') return setFound(NONE);
    const stop = new AbortController();
    const ask = async () => {
      const query = new URLSearchParams({ kind, q });
      const result = await apiFetch<{ people: Choice[] }>(`/api/v1/case-choices?${query}`, { signal: stop.signal });
      if (stop.signal.aborted) return;
      setFound(
        result.ok
          ? { q, people: result.value.people, fault: '' }
          : { q, people: [], fault: `查找失败：${result.error.message}` },
      );
    };
    // An abort is the only thing thrown, and it means that nobody waits for the answer.
    const timer = setTimeout(() => void ask().catch(() => undefined), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [kind, q]);
  return found;
}

function statusText(found: Found, q: string, isOpen: boolean): string {
  if (!isOpen || q === '' || found.q !== q) return '';
  if (found.fault) return found.fault;
  return found.people.length > 0
    ? `找到 ${found.people.length} 人，用上下方向键选择。`
    : '没有找到。请核对姓名、工号或拼音；不在您负责范围内的人员不会显示。';
}

type PersonPickerProps = {
  id: string;
  label: string;
  kind: CaseKind;
  error: string | undefined;
  /** Called with the id of the person, or with nothing once the text no longer names one. */
  onPick: (personId: string) => void;
};

/** One person found by the beginning of name, 工号 or pinyin: a combobox with a list below. */
export function PersonPicker({ id, label, kind, error, onPick }: PersonPickerProps) {
  const listId = useId();
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<Choice | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const q = picked ? '' : text.trim();
  const found = usePeople(kind, q);
  const people = isOpen ? found.people : [];
  const help = '输入姓名、工号或拼音的开头，从列表中选择。';
  const pick = (choice: Choice) => {
    setPicked(choice);
    setText(choice.label);
    setOpen(false);
    onPick(choice.value);
  };
  const type = (value: string) => {
    setText(value);
    setOpen(true);
    setAt(0);
    if (picked) {
      setPicked(null);
      onPick('');
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return setOpen(false);
    if (people.length === 0) return;
    const choice = people[at];
    if (event.key === 'ArrowDown') setAt((at + 1) % people.length);
    else if (event.key === 'ArrowUp') setAt((at - 1 + people.length) % people.length);
    else if (event.key === 'Enter' && choice) pick(choice);
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <Field id={id} label={label} help={help} error={error}>
      <div className="relative">
        <Input
          {...fieldProps(id, { help, error })}
          role="combobox"
          aria-expanded={people.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={people.length > 0 ? `${listId}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={keys}
          onBlur={() => setOpen(false)}
        />
        <div
          ref={list}
          id={listId}
          role="listbox"
          aria-label={label}
          hidden={people.length === 0}
          className="absolute inset-x-0 top-full z-10 mt-1 max-h-64 overflow-y-auto rounded border border-edge bg-surface py-1 shadow-pop"
        >
          {people.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled at the input, which keeps the focus
            <div
              key={person.value}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              // Pressing must not take the focus from the input before the click arrives.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(person)}
              className="flex min-h-10 cursor-pointer items-center px-3 py-1 hover:bg-primary-tint aria-selected:bg-primary-tint aria-selected:text-primary"
            >
              {person.label}
            </div>
          ))}
        </div>
      </div>
      <LiveStatus className="text-ink-2 text-xs">{statusText(found, q, isOpen)}</LiveStatus>
    </Field>
  );
}
