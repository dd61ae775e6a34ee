'use client';

import { Copy, FileText } from 'lucide-react';
import { useState } from 'react';
import type { CaseDocumentView } from '../../domain/certification/case/view.ts';
import { formatDateTime } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';

const SHORT = 12;

/** The first signs of a fingerprint; pressing copies the whole, or shows it where copying is not allowed. */
function Fingerprint({ sha256, title }: { sha256: string; title: string }) {
  const [whole, setWhole] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(sha256);
      toast('已复制文件指纹');
    } catch {
      setWhole(true);
      toast('浏览器不允许复制，已显示完整指纹，请手动选取', 'warning');
    }
  };
  return (
    <span className="flex flex-wrap items-center gap-x-2 text-ink-2 text-xs">
      <span>
        指纹 <code className="break-all font-mono">{whole ? sha256 : `${sha256.slice(0, SHORT)}…`}</code>
      </span>
      <button
        type="button"
        onClick={() => void copy()}
        aria-label={`复制指纹：${title}`}
        className="no-print inline-flex min-h-6 items-center gap-1 rounded px-1 text-primary hover:bg-primary-tint"
      >
        <Copy aria-hidden className="size-3.5" />
        复制
      </button>
    </span>
  );
}

/** The papers of a case; each is generated from the record and carries its fingerprint. */
export function CasePapers({ documents }: { documents: readonly CaseDocumentView[] }) {
  return (
    <ul className="divide-y divide-line">
      {documents.map((paper) => (
        <li key={paper.id} className="space-y-0.5 py-2 first:pt-0 last:pb-0">
          <a
            href={`/api/v1/documents/${paper.id}.pdf`}
            className="flex items-start gap-1.5 text-primary underline decoration-1 underline-offset-3 hover:text-primary-hover"
          >
            <FileText aria-hidden className="mt-[0.3em] size-4 shrink-0" />
            <span>
              {paper.title}
              <span className="sr-only">（下载 PDF）</span>
            </span>
          </a>
          <p className="text-ink-2 text-xs">{formatDateTime(paper.at)}</p>
          <Fingerprint sha256={paper.sha256} title={paper.title} />
        </li>
      ))}
    </ul>
  );
}
