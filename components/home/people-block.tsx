import { hoursText } from '../../domain/hours/ledger.ts';
import type { DashboardView } from '../../domain/people/dashboard-view.ts';
import { EXAM_LABEL, type ExamState, PROGRESS_LABEL, type ProgressState } from '../../domain/people/progress.ts';
import { peopleHref, queryOf } from '../../domain/people/progress-filter.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatPercent } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import type { Tone } from '../ui/tone.ts';
import { FigureLink, Figures } from './figure-link.tsx';

const UNITS_SHOWN = 6;

function Units({ view }: { view: DashboardView }) {
  const units = view.units.filter((unit) => unit.missing.count > 0).slice(0, UNITS_SHOWN);
  if (units.length === 0) {
    return <p className="px-4 pb-4 text-ink-2 text-sm">没有人落下：应训人员全部达标。</p>;
  }
  return (
    <ul className="divide-y divide-line border-line border-t">
      {units.map((unit) => (
        <li key={unit.key} className="flex items-center justify-between gap-3 px-4 py-2.5">
          <span className="min-w-0">{unit.label}</span>
          <span className="shrink-0 text-sm">
            <span className="mr-3 text-ink-2">
              {unit.done.count} / {unit.all.count}
            </span>
            <TextLink href={peopleHref(unit.missing.list)}>还差 {unit.missing.count} 人次</TextLink>
          </span>
        </li>
      ))}
    </ul>
  );
}

export type MissingPerson = {
  readonly assignmentId: string | null;
  readonly personId: string;
  readonly name: string;
  readonly unitPath: string;
  readonly countedMinutes: number;
  readonly requiredMinutes: number;
  readonly minutesPerHour: number;
  readonly exam: ExamState;
  readonly state: ProgressState;
};

const STATE_TONE: Readonly<Record<ProgressState, Tone>> = {
  done: 'success',
  overdue: 'danger',
  'in-progress': 'info',
  'not-started': 'warning',
  exempt: 'neutral',
  unassigned: 'neutral',
};

function MissingList({ people, all }: { people: readonly MissingPerson[]; all: DashboardView['tiles']['missing'] }) {
  return (
    <Card title="还没达标的人" action={<TextLink href={peopleHref(all.list)}>全部 {all.count} 人次</TextLink>} flush>
      <ul className="divide-y divide-line border-line border-t">
        {people.map((person) => (
          <li
            key={person.assignmentId ?? person.personId}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5"
          >
            <span className="min-w-40 flex-1">
              <TextLink href={`/hr/people/${person.personId}`}>{person.name}</TextLink>
              <span className="block text-ink-2 text-xs">{person.unitPath}</span>
            </span>
            <span className="text-ink-2 text-sm">
              {hoursText(person.countedMinutes, person.minutesPerHour)} /{' '}
              {hoursText(person.requiredMinutes, person.minutesPerHour)} 学时
              {person.exam === 'none' ? '' : `，考试${EXAM_LABEL[person.exam]}`}
            </span>
            <Status tone={STATE_TONE[person.state]}>{PROGRESS_LABEL[person.state]}</Status>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type PeopleBlockProps = {
  scope: 'organisation' | 'unit';
  view: DashboardView;
  /** By name, for a 部门保密员. */
  missing: readonly MissingPerson[];
};

/** Who is still missing, for 人事 over the organisation and for a 部门保密员 over the own part of it. */
export function PeopleBlock({ scope, view, missing }: PeopleBlockProps) {
  const { tiles } = view;
  const title = scope === 'organisation' ? '全单位培训进展' : '本部门：还有谁没达标';
  const [soon] = view.expiring;
  if (tiles.owed.count === 0) {
    return (
      <Card title={title}>
        <EmptyState title={`${view.year} 年度还没有应训人员`}>
          计划分配后，这里会显示完成情况。如有疑问，请联系{scope === 'organisation' ? '保密办' : '人事部门'}。
        </EmptyState>
      </Card>
    );
  }
  return (
    <section aria-label={title} className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg">{title}</h2>
        <ButtonLink size="sm" href={`/hr${queryOf({ year: view.year })}`}>
          打开看板
        </ButtonLink>
      </div>
      <Figures label={title}>
        <FigureLink
          label="未达标"
          value={tiles.missing.count}
          unit="人次"
          href={peopleHref(tiles.missing.list)}
          note={`应训 ${tiles.owed.count} 人次`}
        />
        <FigureLink
          label="已逾期"
          value={tiles.overdue.count}
          unit="人次"
          tone={tiles.overdue.count > 0 ? 'danger' : 'success'}
          href={peopleHref(tiles.overdue.list)}
          note={tiles.overdue.count > 0 ? '请尽快提醒' : '没有逾期'}
        />
        <FigureLink
          label="完成率"
          value={formatPercent(tiles.done.count, tiles.owed.count)}
          href={peopleHref(tiles.done.list)}
          note={`已达标 ${tiles.done.count} 人次`}
        />
        {soon ? (
          <FigureLink
            label={`${soon.days} 天内证明到期`}
            value={soon.count}
            unit="份"
            tone={soon.count > 0 ? 'warning' : 'neutral'}
            href={peopleHref(soon.list)}
            note="到期前安排下一年度计划"
          />
        ) : null}
      </Figures>
      {missing.length > 0 ? <MissingList people={missing} all={tiles.missing} /> : null}
      {view.units.length > 1 ? (
        <Card title={scope === 'organisation' ? '缺口最大的部门' : '按科室'} flush>
          <Units view={view} />
        </Card>
      ) : null}
    </section>
  );
}
