'use client';

import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { ImportReport, ImportRow } from '../../domain/hours/sessions/sign-in-sheet.ts';
import { Alert } from '../ui/alert.tsx';
import type { ApiError } from '../ui/api.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { ProgressBar } from '../ui/progress.tsx';
import { Status } from '../ui/status.tsx';
import { toast } from '../ui/toast.tsx';
import { FilePicker } from './file-picker.tsx';
import { exchangeFile, sendFile } from './upload.ts';

const MAX_BYTES = 5 * 1024 * 1024;

function Outcome({ row }: { row: ImportRow }) {
  if (row.outcome === 'error') {
    return (
      <ul className="text-seal">
        {row.problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    );
  }
  return row.outcome === 'add' ? <Status tone="success">将登记</Status> : <Status tone="neutral">已在名单中</Status>;
}

const COLUMNS: readonly Column<ImportRow>[] = [
  { key: 'row', head: '行号', align: 'end', cell: (row) => row.row },
  {
    key: 'name',
    head: '姓名',
    title: true,
    cell: (row) => <span className="whitespace-nowrap">{row.name || '（空）'}</span>,
  },
  { key: 'no', head: '工号', cell: (row) => row.employeeNo || '（空）' },
  { key: 'outcome', head: '结果', cell: (row) => <Outcome row={row} /> },
];

function Report({ report }: { report: ImportReport }) {
  const { counts, rows } = report;
  return (
    <>
      <Alert tone={counts.error > 0 ? 'warning' : 'success'} title={`共 ${counts.rows} 行`}>
        将登记 {counts.add} 人，已在名单中 {counts.already} 人，需要改正 {counts.error} 行。
        {counts.error > 0 ? '有一行不对就不会导入任何一行。' : null}
      </Alert>
      <DataTable
        caption="签到表检查结果"
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => String(row.row)}
        density="compact"
      />
      {rows.length < counts.rows ? (
        <p className="text-ink-2 text-sm">只显示前 {rows.length} 行，完整结果请下载带错误原因的签到表。</p>
      ) : null}
    </>
  );
}

/** Takes a sign-in sheet in two steps: looked at row by row first, put in when everything is right. */
export function ImportPanel({ sessionId }: { sessionId: string }) {
  const router = useRouter();
  const path = `/api/v1/trainings/${sessionId}/import`;
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [error, setError] = useState<ApiError | null>(null);

  const send = async (chosen: File, apply: boolean) => {
    setError(null);
    setShare(0);
    const result = await sendFile<ImportReport>(`${path}?apply=${apply}`, chosen, { onProgress: setShare });
    setShare(null);
    if (!result.ok) return setError(result.error);
    if (!result.value.applied) return setReport(result.value);
    toast(`已登记 ${result.value.counts.add} 人`);
    setFile(null);
    setReport(null);
    router.refresh();
  };
  const choose = (chosen: File) => {
    setFile(chosen);
    setReport(null);
    void send(chosen, false);
  };
  const saveErrors = async (chosen: File) => {
    const result = await exchangeFile(`${path}/errors.xlsx`, chosen, `错误原因-${chosen.name}`);
    if (!result.ok) setError(result.error);
  };

  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <FilePicker
          id="sheet"
          label={file ? '换一个文件' : '选择签到表'}
          accept=".xlsx"
          maxBytes={MAX_BYTES}
          isBusy={share !== null}
          onChoose={choose}
        />
        <a href={`/api/v1/trainings/${sessionId}/template.xlsx`} className={buttonClass({ variant: 'plain' })}>
          <Download aria-hidden className="size-4" />
          下载模板
        </a>
      </div>
      <p className="text-ink-2 text-sm">
        xlsx，最大 5 MB。需要“工号”“姓名”两列，可以另有“签到时间”“学时”。选择后先检查，不会立即登记。
      </p>
      {share !== null ? <ProgressBar value={share} max={1} label="正在检查签到表" /> : null}
      {error ? (
        <Alert tone="danger" title="签到表没有导入" code={error.code}>
          {error.message}
        </Alert>
      ) : null}
      {file ? <p className="break-all text-sm">{file.name}</p> : null}
      {report ? <Report report={report} /> : null}
      {file && report ? (
        <div className="flex flex-wrap gap-2">
          {report.counts.error > 0 ? (
            <Button variant="primary" onClick={() => void saveErrors(file)}>
              下载带错误原因的签到表
            </Button>
          ) : (
            <Button variant="primary" busy={share !== null} onClick={() => void send(file, true)}>
              登记 {report.counts.add} 人
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
}
