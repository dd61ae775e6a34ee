import type { DocumentRow } from '#db/dal/case-documents.ts';
import type { CaseRecordLine } from '#db/dal/case-records.ts';
import type { AttemptLine, CertificateLine, PostRow } from '#db/dal/person-file.ts';
import { stateLabel } from '#domain/certification/case/definitions.ts';
import { CASE_KIND_LABEL } from '#domain/certification/case/kinds.ts';
import type { FileSection } from '#domain/people/personal-file.ts';
import { CATEGORY_LABEL, EMPLOYMENT_LABEL, LIFE_LABEL } from '#domain/people/types.ts';
import { PLAN_LABEL } from '#domain/policy/plan-policy.ts';
import { dateIn } from '#domain/shared/dates.ts';
import { digestGroups } from '../../documents/sheet-frame.ts';
import { instantText } from './instant-text.ts';

export function postSection(posts: readonly PostRow[]): FileSection {
  return {
    title: '任职与涉密等级变动',
    notes: [],
    columns: [
      { head: '起', share: 12 },
      { head: '止', share: 12 },
      { head: '单位', share: 30 },
      { head: '岗位', share: 14 },
      { head: '涉密等级', share: 11 },
      { head: '状态', share: 11 },
      { head: '用工形式', share: 10 },
    ],
    rows: posts.map((post) => [
      post.validFrom,
      post.validTo ?? '至今',
      post.unitPath,
      post.title || '—',
      CATEGORY_LABEL[post.category],
      LIFE_LABEL[post.lifeState],
      EMPLOYMENT_LABEL[post.employmentForm],
    ]),
  };
}

function attemptResult({ state, score, passed }: AttemptLine): string {
  if (state === 'void') return '已作废';
  if (state === 'open') return '正在考试';
  if (score === null) return '尚未出成绩';
  return passed ? '通过' : '未通过';
}

export function examSection(attempts: readonly AttemptLine[], zone: string): FileSection {
  const instant = (at: string | null) => (at ? instantText(zone, new Date(at)) : '—');
  return {
    title: '考试',
    notes: [],
    columns: [
      { head: '年度', share: 8 },
      { head: '考试', share: 32 },
      { head: '次数', share: 9 },
      { head: '开始', share: 16 },
      { head: '交卷', share: 16 },
      { head: '成绩', share: 10 },
      { head: '结果', share: 9 },
    ],
    rows: attempts.map((one) => [
      `${one.trainingYear}`,
      one.examTitle,
      `第 ${one.attemptNo} 次`,
      instant(one.startedAt),
      instant(one.closedAt),
      one.score === null ? '—' : `${one.score}/${one.maxScore}`,
      attemptResult(one),
    ]),
  };
}

const CERTIFICATE_STATE: Readonly<Record<CertificateLine['state'], string>> = {
  valid: '有效',
  expired: '已过期',
  revoked: '已撤销',
  superseded: '已换发',
};

export function certificateSection(certificates: readonly CertificateLine[]): FileSection {
  return {
    title: '培训考核合格证明',
    notes: [],
    columns: [
      { head: '编号', share: 26 },
      { head: '年度', share: 9 },
      { head: '计划', share: 27 },
      { head: '签发', share: 13 },
      { head: '有效期至', share: 13 },
      { head: '状态', share: 12 },
    ],
    rows: certificates.map((one) => [
      one.serial,
      `${one.trainingYear}`,
      PLAN_LABEL[one.planKind],
      one.issuedOn,
      one.validUntil,
      CERTIFICATE_STATE[one.state],
    ]),
  };
}

export function caseSection(cases: readonly CaseRecordLine[], zone: string): FileSection {
  const day = (at: string) => dateIn(zone, new Date(at));
  return {
    title: '上岗、在岗、离岗事项',
    notes: [],
    columns: [
      { head: '编号', share: 16 },
      { head: '事项', share: 12 },
      { head: '摘要', share: 22 },
      { head: '经过', share: 26 },
      { head: '当前状态', share: 12 },
      { head: '办结', share: 12 },
    ],
    rows: cases.map((one) => [
      one.no,
      CASE_KIND_LABEL[one.kind],
      one.summary || '—',
      one.course.map(({ state, at }) => `${day(at)} ${stateLabel(one.kind, state)}`).join('\n'),
      stateLabel(one.kind, one.state),
      one.closedAt ? day(one.closedAt) : '在办',
    ]),
  };
}

export function paperSection(papers: readonly DocumentRow[], zone: string): FileSection {
  return {
    title: '流程文件',
    notes: ['摘要为文件留存内容的 SHA-256，可与单独打印的文件页脚核对。'],
    columns: [
      { head: '文件', share: 30 },
      { head: '出具时间', share: 17 },
      { head: '摘要', share: 53 },
    ],
    rows: papers.map((one) => [one.title, instantText(zone, one.createdAt), digestGroups(one.sha256)]),
  };
}
