'use client';

import { useEffect, useRef } from 'react';
import type { CaseView } from '../../domain/certification/case/view.ts';
import type { AttachmentView } from '../../domain/hours/sessions/session-view.ts';
import { AttachmentList } from '../sessions/attachment-list.tsx';
import { Card } from '../ui/card.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { CasePapers } from './case-papers.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { ClearanceList } from './clearance-list.tsx';
import { CurrentStep } from './current-step.tsx';
import { turnText } from './timeline-model.ts';
import { useCase } from './use-case.ts';

type CasePageProps = {
  initial: CaseView;
  /** The present by the server's clock, and its calendar day. */
  now: string;
  today: string;
  /** Whether the reader may open the files of people and posts. */
  opensFiles: boolean;
  /** Signed scans and other attachments. */
  files: readonly AttachmentView[];
};

function StateStrip({ view }: { view: CaseView }) {
  const tone = view.isClosed ? 'neutral' : view.isOverdue ? 'danger' : view.isMyTurn ? 'warning' : 'info';
  const turn = turnText(view);
  return (
    <p className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <Status tone={tone}>{view.stateLabel}</Status>
      {view.isClosed ? <span className="text-ink-2 text-sm">{view.expects}</span> : null}
      {turn ? <span className="text-ink-2 text-sm">{turn}</span> : null}
      {view.isMyTurn ? (
        <a href="#now" className="no-print text-primary text-sm underline underline-offset-3">
          轮到您办理，去办理
        </a>
      ) : null}
    </p>
  );
}

function Facts({ view, opensFiles }: { view: CaseView; opensFiles: boolean }) {
  const { person, post } = view;
  const personText = person ? `${person.name}（${person.employeeNo}）` : '';
  const postText = post ? `${post.code} ${post.name}` : '';
  const items = [
    { label: '编号', value: <span className="whitespace-nowrap">{view.no}</span> },
    { label: '事项', value: view.kindLabel },
    ...(person
      ? [
          {
            label: '人员',
            value: opensFiles ? (
              <TextLink href={`/hr/people/${person.id}?tab=posts`}>{personText}</TextLink>
            ) : (
              personText
            ),
          },
          { label: '单位', value: person.unit },
        ]
      : []),
    ...(post
      ? [
          {
            label: '涉密岗位',
            value: opensFiles ? <TextLink href={`/hr/posts/${post.id}`}>{postText}</TextLink> : postText,
          },
        ]
      : []),
    ...(view.level ? [{ label: '涉密等级', value: view.level }] : []),
    ...(view.endsOn ? [{ label: '到期日', value: view.endsOn }] : []),
  ];
  return (
    <Card title="基本情况">
      <KeyValues items={items} />
    </Card>
  );
}

/** A case: one timeline for all, and for those whose turn it is the form that moves it on. */
export function CasePage({ initial, now, today, opensFiles, files }: CasePageProps) {
  const desk = useCase(initial);
  const { view, taken } = desk;
  const here = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (taken > 0) here.current?.focus();
  }, [taken]);
  const isCleared = view.clearance.length > 0 && view.clearance.every((item) => item.confirmedAt !== null);
  return (
    <>
      <StateStrip view={view} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card title="办理过程">
          <CaseTimeline view={view} here={here}>
            <CurrentStep desk={desk} today={today} now={now} />
          </CaseTimeline>
        </Card>
        <div className="min-w-0 space-y-4">
          <Facts view={view} opensFiles={opensFiles} />
          <Card title="文件">
            {view.documents.length > 0 ? (
              <>
                <CasePapers documents={view.documents} />
                <p className="no-print mt-3 border-line border-t pt-2 text-ink-2 text-sm">
                  需要纸质签字的：打开文件，打印后签字，再把签字件的扫描件传到下面的附件。
                </p>
              </>
            ) : (
              <p className="text-ink-2 text-sm">
                没有您可以查看的文件。文件在办理到相应步骤时自动生成，内容和指纹记录在案。
              </p>
            )}
          </Card>
          <Card title="附件">
            <AttachmentList ownerType="case" ownerId={view.id} files={files} mayAdd={!view.isClosed} />
          </Card>
          {isCleared ? (
            <Card title="清退清单">
              <ClearanceList items={view.clearance} />
            </Card>
          ) : null}
        </div>
      </div>
    </>
  );
}
