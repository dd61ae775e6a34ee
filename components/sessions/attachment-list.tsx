'use client';

import { FileText } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { AttachmentView } from '../../domain/hours/sessions/session-view.ts';
import { Alert } from '../ui/alert.tsx';
import type { ApiError } from '../ui/api.ts';
import { formatDateTime } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress.tsx';
import { toast } from '../ui/toast.tsx';
import { FilePicker } from './file-picker.tsx';
import { sendFile } from './upload.ts';

const MAX_BYTES = 10 * 1024 * 1024;

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

type AttachmentListProps = {
  ownerType: 'case' | 'session' | 'exemption';
  ownerId: string;
  files: readonly AttachmentView[];
  /** Whether files can still be added; the server decides for itself again. */
  mayAdd: boolean;
  onAdded?: () => void;
};

/** The files of something, and a way to add one: with progress, and with the reason when it is refused. */
export function AttachmentList({ ownerType, ownerId, files, mayAdd, onAdded }: AttachmentListProps) {
  const router = useRouter();
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const send = async (file: File) => {
    setError(null);
    setShare(0);
    const result = await sendFile(`/api/v1/attachments/${ownerType}/${ownerId}`, file, {
      headers: { 'x-file-name': encodeURIComponent(file.name) },
      onProgress: setShare,
    });
    setShare(null);
    if (!result.ok) return setError(result.error);
    toast(`已上传 ${file.name}`);
    onAdded?.();
    router.refresh();
  };
  return (
    <div className="space-y-3">
      {files.length > 0 ? (
        <ul className="divide-y divide-line rounded border border-line">
          {files.map((file) => (
            <li key={file.id} className="flex items-start gap-2 px-3 py-2">
              <FileText aria-hidden className="mt-1 size-4 shrink-0 text-ink-2" />
              <div className="min-w-0">
                <a
                  href={`/api/v1/attachments/${file.id}`}
                  className="break-all text-primary underline decoration-1 underline-offset-3 hover:text-primary-hover"
                >
                  {file.fileName}
                </a>
                <p className="text-ink-2 text-xs">
                  {`${sizeText(file.sizeBytes)} · ${file.uploadedByName} · ${formatDateTime(file.uploadedAt)}`}
                </p>
                <p className="break-all font-mono text-ink-2 text-xs">SHA-256 {file.sha256}</p>
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-ink-2 text-sm">还没有附件。</p>
      )}
      {mayAdd ? (
        <>
          <Alert tone="warning">
            本系统为非涉密系统：不得上传涉密文件、资料。图片中的文字系统无法识别，请您在上传前自行核对。
          </Alert>
          <FilePicker
            id={`attach-${ownerId}`}
            label="上传附件"
            accept=".pdf,.png,.jpg,.jpeg,.xlsx,.docx"
            maxBytes={MAX_BYTES}
            isBusy={share !== null}
            onChoose={(file) => void send(file)}
          />
          <p className="text-ink-2 text-xs">pdf、png、jpg、xlsx、docx，最大 10 MB；上传后不能删除。</p>
        </>
      ) : null}
      {share !== null ? <ProgressBar value={share} max={1} label="正在上传" /> : null}
      {error ? (
        <Alert tone="danger" title="文件没有上传" code={error.code}>
          {error.message}
        </Alert>
      ) : null}
    </div>
  );
}
