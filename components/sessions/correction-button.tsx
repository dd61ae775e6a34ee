'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import type { CorrectionPreview, CorrectionWarning } from '../../domain/hours/sessions/correction-view.ts';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, fieldProps } from '../ui/field.tsx';
import { Textarea, TextField } from '../ui/input.tsx';
import { toast } from '../ui/toast.tsx';
import { CorrectionWarnings } from './correction-warnings.tsx';

type CorrectionButtonProps = {
  ledgerId: string;
  title: string;
  /** Of the row: the most that can be taken back. */
  minutes: number;
};

type Faults = { readonly minutes?: string; readonly reason?: string };

const REASON_MIN = 4;
const REASON_MAX = 200;

function faultsOf(minutes: number, reason: string, most: number): Faults {
  const isWhole = Number.isInteger(minutes) && minutes >= 1 && minutes <= most;
  return {
    ...(isWhole ? {} : { minutes: `请填写 1 到 ${most} 之间的整数。` }),
    ...(reason.trim().length >= REASON_MIN ? {} : { reason: `请写明原因，至少 ${REASON_MIN} 个字。` }),
  };
}

function useWarnings(ledgerId: string) {
  const [warnings, setWarnings] = useState<readonly CorrectionWarning[]>([]);
  const look = async (minutes: number) => {
    const query = new URLSearchParams({ ledgerId, minutes: String(minutes) });
    const result = await apiFetch<CorrectionPreview>(`/api/v1/corrections/preview?${query}`);
    if (result.ok) setWarnings(result.value.warnings);
  };
  return { warnings, look };
}

/** Asks that minutes of a row be taken back, and shows first which finished plan would then be short. */
export function CorrectionButton({ ledgerId, title, minutes: most }: CorrectionButtonProps) {
  const router = useRouter();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [minutes, setMinutes] = useState(String(most));
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [error, setError] = useState<ApiError | null>(null);
  const { warnings, look } = useWarnings(ledgerId);
  const ask = async () => {
    const found = faultsOf(Number(minutes), reason, most);
    setFaults(found);
    if (found.minutes || found.reason) return;
    setBusy(true);
    const body = { ledgerId, minutes: Number(minutes), reason: reason.trim() };
    const result = await apiFetch('/api/v1/corrections', { method: 'POST', body });
    setBusy(false);
    if (!result.ok) return setError(result.error);
    setOpen(false);
    toast('已提交更正申请，等待另一位同事审批');
    router.refresh();
  };
  return (
    <>
      <Button
        size="sm"
        variant="plain"
        aria-label={`申请更正：${title}`}
        onClick={() => {
          setError(null);
          setOpen(true);
          void look(most);
        }}
      >
        申请更正
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="申请更正学时"
        footer={
          <>
            <Button onClick={() => setOpen(false)}>取消</Button>
            <Button variant="primary" type="submit" form={`${id}-form`} busy={busy}>
              {busy ? '正在提交…' : '提交申请'}
            </Button>
          </>
        }
      >
        <form
          id={`${id}-form`}
          noValidate
          className="space-y-3"
          onSubmit={(event) => {
            event.preventDefault();
            void ask();
          }}
        >
          {error ? (
            <Alert tone="danger" code={error.code}>
              {error.message}
            </Alert>
          ) : null}
          <p>
            {title}，{most}{' '}
            分钟。原记录保留不变；由人事部门或保密办的另一位同事批准后，台账新增一条冲减记录，一条记录只能更正一次。
          </p>
          <CorrectionWarnings warnings={warnings} />
          <TextField
            id={`${id}-minutes`}
            label="冲减分钟数"
            type="number"
            inputMode="numeric"
            min={1}
            max={most}
            error={faults.minutes}
            value={minutes}
            onChange={(event) => setMinutes(event.target.value)}
            onBlur={() => {
              const value = Number(minutes);
              if (Number.isInteger(value) && value >= 1 && value <= most) void look(value);
            }}
          />
          <Field id={`${id}-reason`} label="原因" error={faults.reason}>
            <Textarea
              {...fieldProps(`${id}-reason`, { error: faults.reason })}
              rows={3}
              maxLength={REASON_MAX}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        </form>
      </Dialog>
    </>
  );
}
