import type { ChecklistRule } from '../../domain/hours/checklist.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Status } from '../ui/status.tsx';

type RuleProps = { rule: ChecklistRule };

function Rows({ rule }: RuleProps) {
  const { countingRows, notCountingRows } = rule;
  if (countingRows.length === 0 && notCountingRows.length === 0) return null;
  return (
    <details className="mt-2 text-sm" open={!rule.met && countingRows.length + notCountingRows.length <= 6}>
      <summary className="text-primary">
        计入 {countingRows.length} 条，未计入 {notCountingRows.length} 条
      </summary>
      <div className="mt-2 grid gap-x-6 gap-y-3 md:grid-cols-2">
        <div>
          <h4 className="text-ink-2 text-xs">计入</h4>
          <ul>
            {countingRows.map((row) => (
              <li key={row.id} className="flex justify-between gap-3 py-0.5">
                <span className="min-w-0">{row.title}</span>
                <span className="shrink-0 text-ink-2">{row.amount}</span>
              </li>
            ))}
            {countingRows.length === 0 ? <li className="text-ink-2">还没有</li> : null}
          </ul>
        </div>
        <div>
          <h4 className="text-ink-2 text-xs">未计入及原因</h4>
          <ul>
            {notCountingRows.map((row) => (
              <li key={row.id} className="flex justify-between gap-3 py-0.5">
                <span className="min-w-0">{row.title}</span>
                <span className="shrink-0 text-ink-2">
                  {row.amount ? `${row.amount}，` : ''}
                  {row.reason}
                </span>
              </li>
            ))}
            {notCountingRows.length === 0 ? <li className="text-ink-2">没有</li> : null}
          </ul>
        </div>
      </div>
    </details>
  );
}

function Rule({ rule }: RuleProps) {
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div>
          <h3 className="flex items-center gap-2 text-base">
            {rule.title}
            <Status tone={rule.met ? 'success' : 'warning'}>{rule.met ? '已满足' : `还差 ${rule.missing}`}</Status>
          </h3>
          <p className="text-ink-2 text-sm">
            要求 {rule.required}，已计 {rule.counted}
          </p>
        </div>
        {rule.action ? (
          <ButtonLink size="sm" href={rule.action.href}>
            {rule.action.text}
          </ButtonLink>
        ) : null}
      </div>
      <Rows rule={rule} />
    </li>
  );
}

/** 为什么还没达标: every rule with required, counted, missing, the rows behind it and the door that would close it. */
export function StandingChecklist({ rules }: { rules: readonly ChecklistRule[] }) {
  return (
    <ul className="divide-y divide-line border-line border-t">
      {rules.map((rule) => (
        <Rule key={rule.id} rule={rule} />
      ))}
    </ul>
  );
}
