'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field, fieldProps } from '../ui/field.tsx';
import { Textarea } from '../ui/input.tsx';
import { toast } from '../ui/toast.tsx';

type Published = { readonly version?: number; readonly moved?: number; readonly completed?: number };

function publishedText({ version, moved = 0, completed = 0 }: Published): string {
  const effect = moved > 0 ? `，${moved} 人改按新规则，其中 ${completed} 人由此达标` : '';
  return `第 ${version ?? ''} 版已发布${effect}`;
}

/** The second person publishes or refuses, with a comment. */
export function DecisionForm({ draftId, seen }: { draftId: string; seen: string }) {
  const router = useRouter();
  const [comment, setComment] = useState('');
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState<'publish' | 'refuse' | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const decide = async (decision: 'publish' | 'refuse') => {
    if (decision === 'refuse' && comment.trim().length < 2) return setFault('请写明不批准的原因，至少 2 个字');
    setBusy(decision);
    setFault('');
    setFailure(null);
    const body = { seen, decision, comment: comment.trim() };
    const result = await apiFetch<Published>(`/api/v1/policies/drafts/${draftId}/decision`, { method: 'POST', body });
    setBusy(null);
    if (!result.ok) return setFailure(result.error);
    toast(decision === 'publish' ? publishedText(result.value) : '已退回，现行规则不变');
    router.refresh();
  };
  const help = '不批准时必填；会通知起草人，并写入审计日志。';
  return (
    <Card title="批准">
      <div className="space-y-3">
        {failure ? (
          <Alert tone="danger" title="没有办理" code={failure.code}>
            {failure.message}
          </Alert>
        ) : null}
        <p className="text-sm">
          请先核对差别和发布后的影响。发布后，未达标人员改按新规则，已达标和已结束的年度不变；版本一经发布不能修改。
        </p>
        <Field id="decision-comment" label="意见" help={help} error={fault || undefined} optional>
          <Textarea
            {...fieldProps('decision-comment', { help, error: fault || undefined })}
            rows={2}
            maxLength={500}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" busy={busy === 'publish'} onClick={() => void decide('publish')}>
            {busy === 'publish' ? '正在发布…' : '批准并发布'}
          </Button>
          <Button busy={busy === 'refuse'} onClick={() => void decide('refuse')}>
            {busy === 'refuse' ? '正在退回…' : '不批准'}
          </Button>
        </div>
      </div>
    </Card>
  );
}
