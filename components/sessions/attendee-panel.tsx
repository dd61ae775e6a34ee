'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type AttendeeView, type CandidateView, SOURCE_LABEL } from '../../domain/hours/sessions/session-view.ts';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Field } from '../ui/field.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Input } from '../ui/input.tsx';
import { toast } from '../ui/toast.tsx';

type Change = (path: string, personId: string, done: string) => Promise<boolean>;

function useChange(sessionId: string) {
  const router = useRouter();
  const [error, setError] = useState<ApiError | null>(null);
  const change: Change = async (path, personId, done) => {
    setError(null);
    const body = { personIds: [personId] };
    const result = await apiFetch(`/api/v1/trainings/${sessionId}/${path}`, { method: 'POST', body });
    if (!result.ok) {
      setError(result.error);
      return false;
    }
    toast(done);
    router.refresh();
    return true;
  };
  return { error, change };
}

function Found({
  found,
  change,
  onAdded,
}: {
  found: readonly CandidateView[];
  change: Change;
  onAdded: (id: string) => void;
}) {
  if (found.length === 0)
    return <p className="text-ink-2 text-sm">没有找到。请核对姓名或工号；范围以外的人员不会显示。</p>;
  return (
    <ul className="divide-y divide-line rounded border border-line">
      {found.map((person) => (
        <li key={person.personId} className="flex flex-wrap items-center justify-between gap-2 px-3 py-1.5">
          <span className="min-w-0">
            {person.name} <span className="text-ink-2 text-sm">{`${person.employeeNo} · ${person.unitName}`}</span>
            {person.obstacle ? <span className="block text-ink-2 text-xs">{person.obstacle}</span> : null}
          </span>
          {person.obstacle ? null : (
            <Button
              size="sm"
              aria-label={`登记 ${person.name}`}
              onClick={() => {
                void change('people', person.personId, `已登记 ${person.name}`).then((isDone) => {
                  if (isDone) onAdded(person.personId);
                });
              }}
            >
              登记
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function AddPeople({ sessionId, change }: { sessionId: string; change: Change }) {
  const [words, setWords] = useState('');
  const [found, setFound] = useState<readonly CandidateView[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const search = async () => {
    const q = words.trim();
    if (q === '') return;
    setBusy(true);
    const query = new URLSearchParams({ q });
    const result = await apiFetch<CandidateView[]>(`/api/v1/trainings/${sessionId}/candidates?${query}`);
    setBusy(false);
    setError(result.ok ? null : result.error);
    setFound(result.ok ? result.value : null);
  };
  return (
    <div className="space-y-2">
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void search();
        }}
      >
        <div className="min-w-48 flex-1 sm:max-w-xs">
          <Field id="add-person" label="按姓名、工号或拼音登记">
            <Input
              id="add-person"
              type="search"
              maxLength={40}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </Field>
        </div>
        <Button type="submit" busy={busy}>
          查找
        </Button>
      </form>
      {error ? (
        <Alert tone="danger" code={error.code}>
          {error.message}
        </Alert>
      ) : null}
      {found ? (
        <Found
          found={found}
          change={change}
          onAdded={(personId) =>
            setFound((now) =>
              (now ?? []).map((one) => (one.personId === personId ? { ...one, obstacle: '已在名单中' } : one)),
            )
          }
        />
      ) : null}
    </div>
  );
}

function columnsOf(change: Change | null): Column<AttendeeView>[] {
  const columns: Column<AttendeeView>[] = [
    { key: 'name', head: '姓名', title: true, cell: (row) => row.name },
    { key: 'no', head: '工号', cell: (row) => row.employeeNo },
    { key: 'unit', head: '部门', cell: (row) => row.unitName },
    { key: 'source', head: '登记方式', cell: (row) => SOURCE_LABEL[row.source] },
    { key: 'at', head: '签到或登记时间', cell: (row) => formatDateTime(row.signedAt) },
  ];
  if (!change) return columns;
  return [
    ...columns,
    {
      key: 'remove',
      head: '操作',
      cell: (row) => (
        <Button
          size="sm"
          variant="plain"
          aria-label={`移出 ${row.name}`}
          onClick={() => void change('people/removal', row.personId, `已移出 ${row.name}`)}
        >
          移出
        </Button>
      ),
    },
  ];
}

type AttendeePanelProps = {
  sessionId: string;
  attendees: readonly AttendeeView[];
  hidden: number;
  mayEdit: boolean;
};

/** The sign-in list; while it is a draft people are put on it and taken off one by one. */
export function AttendeePanel({ sessionId, attendees, hidden, mayEdit }: AttendeePanelProps) {
  const { error, change } = useChange(sessionId);
  return (
    <div className="space-y-3">
      {mayEdit ? <AddPeople sessionId={sessionId} change={change} /> : null}
      {error ? (
        <Alert tone="danger" code={error.code}>
          {error.message}
        </Alert>
      ) : null}
      <DataTable
        caption="签到名单"
        columns={columnsOf(mayEdit ? change : null)}
        rows={attendees}
        rowKey={(row) => row.personId}
        density="compact"
        empty={
          <EmptyState title="名单还是空的">
            {mayEdit ? '让参加人员扫码签到，或在上面查找登记，也可以导入签到表。' : '这场培训没有登记人员。'}
          </EmptyState>
        }
      />
      {hidden > 0 ? <p className="text-ink-2 text-sm">另有 {hidden} 人不在您负责的范围内，不显示姓名。</p> : null}
    </div>
  );
}
