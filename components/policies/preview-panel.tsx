'use client';

import { useState } from 'react';
import type { PolicyPreview, PreviewGroup, PreviewTotals } from '../../domain/policy/policy-preview.ts';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Status } from '../ui/status.tsx';

function People({ group }: { group: PreviewGroup }) {
  return (
    <details className="py-2">
      <summary className="cursor-pointer">
        <Status tone={group.tone}>{group.label}</Status>
        <span className="ml-2 font-medium tabular-nums">{group.count} 人</span>
      </summary>
      <ul className="mt-2 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-2">
        {group.people.map((person) => (
          <li key={person.personId} className="min-w-0">
            <span className="font-medium">{person.name}</span> {person.employeeNo} · {person.unit}
            {person.note ? <span className="block text-ink-2 text-xs">{person.note}</span> : null}
          </li>
        ))}
      </ul>
      {group.count > group.people.length ? (
        <p className="mt-1 text-ink-2 text-sm">按工号列出前 {group.people.length} 人，其余从略。</p>
      ) : null}
    </details>
  );
}

function Totals({ before, after, isLifecycle }: { before: PreviewTotals; after: PreviewTotals; isLifecycle: boolean }) {
  const rows = isLifecycle
    ? ([
        ['复审未逾期', before.complete, after.complete],
        ['复审逾期', before.overdue, after.overdue],
      ] as const)
    : ([
        ['已满足全部要求', before.complete, after.complete],
        ['还差要求', before.incomplete, after.incomplete],
        ['其中逾期', before.overdue, after.overdue],
      ] as const);
  return (
    <table className="w-full max-w-md text-sm tabular-nums">
      <caption className="sr-only">发布前后的人数</caption>
      <thead>
        <tr className="text-ink-2">
          <th scope="col" className="py-1 text-left font-normal">
            人数
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            现在
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            发布后
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, was, will]) => (
          <tr key={label} className="border-line border-t">
            <th scope="row" className="py-1 text-left font-normal">
              {label}
            </th>
            <td className="py-1 text-right">{was}</td>
            <td className="py-1 text-right font-semibold">{will}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Result({ preview, isLifecycle }: { preview: PolicyPreview; isLifecycle: boolean }) {
  return (
    <div className="space-y-3">
      <p>{preview.scope}</p>
      {preview.looked > 0 ? <Totals before={preview.before} after={preview.after} isLifecycle={isLifecycle} /> : null}
      {preview.groups.length > 0 ? (
        <div className="divide-y divide-line">
          {preview.groups.map((group) => (
            <People key={group.id} group={group} />
          ))}
        </div>
      ) : (
        <p className="text-ink-2">没有人因此达标、逾期或变得不足。</p>
      )}
    </div>
  );
}

/** Who becomes complete, overdue, due or short, worked out from the ledger on request; nothing is changed. */
export function PreviewPanel({ draftId, isLifecycle }: { draftId: string; isLifecycle: boolean }) {
  const [busy, setBusy] = useState(false);
  const [preview, setPreview] = useState<PolicyPreview | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const look = async () => {
    setBusy(true);
    setFailure(null);
    const result = await apiFetch<PolicyPreview>(`/api/v1/policies/drafts/${draftId}/preview`);
    setBusy(false);
    if (result.ok) setPreview(result.value);
    else setFailure(result.error);
  };
  return (
    <Card
      title="发布后的影响"
      action={
        <Button size="sm" busy={busy} onClick={() => void look()}>
          {busy ? '正在推算…' : preview ? '重新推算' : '预览影响'}
        </Button>
      }
    >
      {failure ? (
        <Alert tone="danger" title="没有推算" code={failure.code}>
          {failure.message}
        </Alert>
      ) : null}
      {preview ? (
        <Result preview={preview} isLifecycle={isLifecycle} />
      ) : (
        <p className="text-ink-2 text-sm">
          按台账逐人推算谁会达标、逾期或不足；按最后一次保存的内容推算，不改变任何数据。
        </p>
      )}
    </Card>
  );
}
