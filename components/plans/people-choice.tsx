'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

export type ChosenPerson = {
  readonly personId: string;
  readonly name: string;
  readonly employeeNo: string;
  readonly unitName: string;
};

type PeopleChoiceProps = { chosen: readonly ChosenPerson[]; onChange: (chosen: readonly ChosenPerson[]) => void };

function useSearch() {
  const [words, setWords] = useState('');
  const [found, setFound] = useState<readonly ChosenPerson[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const search = async () => {
    const q = words.trim();
    if (q === '') return;
    setBusy(true);
    const result = await apiFetch<ChosenPerson[]>(`/api/v1/hr/plans/people?${new URLSearchParams({ q })}`);
    setBusy(false);
    setError(result.ok ? null : result.error);
    setFound(result.ok ? result.value : null);
  };
  return { words, setWords, found, busy, error, search };
}

function Found({ found, chosen, onChange }: PeopleChoiceProps & { found: readonly ChosenPerson[] }) {
  if (found.length === 0) return <p className="text-ink-2 text-sm">没有找到在职人员，请核对姓名、工号或拼音的开头。</p>;
  return (
    <ul className="max-h-64 divide-y divide-line overflow-y-auto rounded border border-line">
      {found.map((person) => (
        <li key={person.personId} className="flex flex-wrap items-center justify-between gap-2 px-3 py-1.5">
          <span>
            {person.name} <span className="text-ink-2 text-sm">{`${person.employeeNo} · ${person.unitName}`}</span>
          </span>
          {chosen.some(({ personId }) => personId === person.personId) ? (
            <span className="text-ink-2 text-sm">已选</span>
          ) : (
            <Button size="sm" aria-label={`选择 ${person.name}`} onClick={() => onChange([...chosen, person])}>
              选择
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** People picked one by one; the search stays open for the next. */
export function PeopleChoice({ chosen, onChange }: PeopleChoiceProps) {
  const { words, setWords, found, busy, error, search } = useSearch();
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-48 flex-1 sm:max-w-xs">
          <Field id="hand-people" label="姓名、工号或拼音的开头">
            <Input
              id="hand-people"
              type="search"
              maxLength={40}
              value={words}
              onChange={(event) => setWords(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                // Enter searches here; it must not send the form around it.
                event.preventDefault();
                void search();
              }}
            />
          </Field>
        </div>
        <Button busy={busy} onClick={() => void search()}>
          查找
        </Button>
      </div>
      {error ? (
        <Alert tone="danger" code={error.code}>
          {error.message}
        </Alert>
      ) : null}
      {found ? <Found found={found} chosen={chosen} onChange={onChange} /> : null}
      {chosen.length > 0 ? (
        <ul aria-label="已选人员" className="flex flex-wrap gap-2">
          {chosen.map((person) => (
            <li key={person.personId}>
              <Button
                size="sm"
                aria-label={`移除 ${person.name}`}
                onClick={() => onChange(chosen.filter(({ personId }) => personId !== person.personId))}
              >
                {person.name}
                <X aria-hidden className="size-4" />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
