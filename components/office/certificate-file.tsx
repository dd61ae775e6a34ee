import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import type { CheckLine, HistoryLine, SignatureFacts } from '../../domain/certification/register-view.ts';
import { Card } from '../ui/card.tsx';
import { formatDateTime } from '../ui/format.ts';
import { KeyValues } from '../ui/key-values.tsx';

function CheckIcon({ isGood }: { isGood: boolean | null }) {
  if (isGood === null) return <CircleDashed role="img" aria-label="无法核验" className="size-5 shrink-0 text-ink-2" />;
  return isGood ? (
    <CircleCheck role="img" aria-label="通过" className="size-5 shrink-0 text-success" />
  ) : (
    <CircleAlert role="img" aria-label="未通过" className="size-5 shrink-0 text-seal" />
  );
}

/** Every check that was made just now, one a line, the verdict last. */
export function ChecksCard({ checks }: { checks: readonly CheckLine[] }) {
  return (
    <Card title="核验结果">
      <ul className="space-y-2">
        {checks.map((check) => (
          <li key={check.label} className="flex items-start gap-2">
            <CheckIcon isGood={check.isGood} />
            <span className="w-20 shrink-0 text-ink-2 text-sm leading-6">{check.label}</span>
            <span className="min-w-0 flex-1">{check.text}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What was signed, as it is stored: for whoever wants to check it with other tools. */
export function SignedTextCard({ signature }: { signature: SignatureFacts }) {
  return (
    <Card title="签名">
      <KeyValues
        items={[
          { label: '算法', value: signature.algorithm ?? '不明' },
          { label: '密钥编号', value: <span className="font-mono text-sm">{signature.keyId}</span> },
          { label: '签名值', value: <span className="break-all font-mono text-xs">{signature.signature}</span> },
        ]}
      />
      <details className="mt-3">
        <summary className="cursor-pointer text-primary text-sm">查看签名原文</summary>
        <p className="mt-2 break-all rounded-sm bg-ground p-2 font-mono text-xs">{signature.text}</p>
      </details>
    </Card>
  );
}

/** Who did what with the certificate, and when, latest last. */
export function HistoryCard({ history }: { history: readonly HistoryLine[] }) {
  return (
    <Card title="办理记录">
      <ol className="ml-2 space-y-2 border-line border-l-2 pl-4">
        {history.map((line) => (
          <li key={line.key} className="text-sm">
            <p className="flex flex-wrap gap-x-3">
              <time className="text-ink-2">{formatDateTime(line.at)}</time>
              <span>{line.text}</span>
            </p>
            {line.note ? <p className="text-ink-2">{line.note}</p> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
