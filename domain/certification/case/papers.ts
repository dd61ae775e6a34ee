import type { CasePaper } from './definition.ts';
import { CASE_DEFINITIONS, stepNamed } from './definitions.ts';
import type { CaseRecord, ClearanceItem, RecordedStep } from './facts.ts';
import { clearanceOf, coolingOffOf } from './fold.ts';
import { type FormField, valueText } from './form.ts';
import { CASE_ACTOR_LABEL, CASE_KIND_LABEL, POST_LEVEL_LABEL } from './kinds.ts';

export const PAPER_TITLE: Readonly<Record<CasePaper, string>> = {
  'review-form': '涉密人员保密审查表',
  'review-conclusion': '涉密人员保密审查结论',
  'entry-pledge': '涉密人员保密承诺书',
  appointment: '涉密人员上岗审批表',
  'travel-approval': '涉密人员出境审批表',
  'travel-report': '涉密人员返回报告',
  'matter-report': '涉密人员重大事项报告表',
  'exit-application': '涉密人员离岗离职审批表',
  'clearance-list': '涉密载体、设备清退和权限回收清单',
  'exit-talk': '离岗离职保密提醒谈话记录',
  'exit-pledge': '涉密人员离岗离职保密承诺书',
  'cooling-off-notice': '脱密期管理告知书',
  entrustment: '脱密期委托管理书',
  'extension-notice': '延长脱密期告知书',
  'expiry-notice': '脱密期满告知书',
  'violation-report': '违反保密规定情况登记表',
  'level-change': '涉密等级变更审批表',
  'suspension-notice': '暂停接触国家秘密通知',
};

export type PaperField = { readonly label: string; readonly value: string };
export type PaperSignature = {
  readonly role: string;
  readonly name: string;
  readonly words: string;
  readonly at: string;
};

/** Everything a paper says; its canonical JSON is the document of record. Instants are text in the organisation's zone. */
export type PaperBody = {
  readonly v: 1;
  readonly paper: CasePaper;
  readonly title: string;
  readonly organisation: string;
  readonly caseNo: string;
  readonly caseKind: string;
  readonly person: readonly PaperField[];
  readonly fields: readonly PaperField[];
  readonly text: readonly string[];
  readonly signatures: readonly PaperSignature[];
  readonly issuedAt: string;
};

/** Values of a form in words, restricted ones left out unless asked for. */
export function fieldsOf(
  form: readonly FormField[],
  payload: Readonly<Record<string, unknown>>,
  restricted: boolean,
  instant: (at: Date) => string = (at) => at.toISOString(),
): PaperField[] {
  return form
    .filter((field) => !['person', 'post', 'unit'].includes(field.kind) && field.name !== 'pledge')
    .filter((field) => restricted || !field.restricted)
    .filter((field) => payload[field.name] !== undefined && payload[field.name] !== '')
    .map((field) => ({ label: field.label, value: textOf(field, payload[field.name], instant) }));
}

function textOf(field: FormField, value: unknown, instant: (at: Date) => string): string {
  return field.kind === 'datetime' ? instant(new Date(String(value))) : valueText(field, value);
}

export function formOf(record: CaseRecord, step: RecordedStep): readonly FormField[] {
  if (step.event === 'open') return CASE_DEFINITIONS[record.kind].opening.form;
  return stepNamed(record.kind, step.event)?.form ?? [];
}

const OPINION = { agree: '同意', disagree: '不同意' } as const;

/** Opinions and signatures of the round a paper belongs to, in order. */
export function signaturesOf(
  record: CaseRecord,
  steps: readonly (RecordedStep & { readonly actorName: string })[],
  instant: (at: Date) => string,
): PaperSignature[] {
  return steps
    .filter(
      (step) =>
        step.isOpinion ||
        step.event === 'submit-review' ||
        step.event === 'sign-pledge' ||
        step.event === 'record-signature',
    )
    .map((step) => ({
      role: step.actorRole === 'subject' ? '本人' : CASE_ACTOR_LABEL[step.actorRole],
      name: step.actorName,
      words: [
        step.opinion ? OPINION[step.opinion] : (stepNamed(record.kind, step.event)?.label ?? ''),
        step.payload.comment,
      ]
        .filter(Boolean)
        .join('：'),
      at: instant(step.at),
    }));
}

/**
 * Sentences a paper adds to its fields: what the law and the decision mean for the person. `confirmedBy` says who
 * confirmed an item of the clearance, and when.
 */
export function paperText(
  paper: CasePaper,
  record: CaseRecord,
  pledge: readonly string[],
  confirmedBy: (item: ClearanceItem) => string,
): readonly string[] {
  const period = coolingOffOf(record);
  const span = period ? `自 ${period.startsOn} 起至 ${period.endsOn} 止，共 ${period.months} 个月` : '';
  switch (paper) {
    case 'entry-pledge':
    case 'exit-pledge':
      return pledge;
    case 'clearance-list':
      return clearanceOf(record).map((item, index) => `${index + 1}. ${item.label}：${confirmedBy(item)}`);
    case 'cooling-off-notice':
      return [
        `根据保密法第四十六条、实施条例第五十三条，本单位确定您的脱密期${span}。`,
        '脱密期内，不得违反规定就业和出境，不得以任何方式泄露国家秘密；就业、出境前应当提出申请，经同意后办理。',
        '请如实报告去向和联系方式，接受回访。脱密期满后，对知悉的国家秘密继续履行保密义务。',
      ];
    case 'extension-notice':
      return [`经研究，您的脱密期延长，现为${span}。延长期间的管理要求不变。`];
    case 'expiry-notice':
      return [
        `您的脱密期（${span}）已经届满。`,
        '根据保密法第四十六条，脱密期满后，您对知悉的国家秘密仍应当继续履行保密义务，直至该国家秘密解密。',
      ];
    case 'suspension-notice':
      return ['自本通知之日起，您暂停接触国家秘密。请按要求移交所保管的涉密载体，等待处理。'];
    case 'appointment':
      return [`批准担任${record.level ? POST_LEVEL_LABEL[record.level] : ''}涉密岗位，自上岗日期起按涉密人员管理。`];
    default:
      return [];
  }
}

export function kindText(record: CaseRecord): string {
  return CASE_KIND_LABEL[record.kind];
}
