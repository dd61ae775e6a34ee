import { ANY_ADMIN, type Policy } from '#domain/access/policy.ts';

const anyone = { who: 'anyone' } as const satisfies Policy;
const signedIn = { who: 'signed-in' } as const satisfies Policy;
const person = { who: 'person' } as const satisfies Policy;
const hrView = { who: { anyRole: ['hr', 'office', 'unit-officer', 'leader'] } } as const satisfies Policy;
const rules = { who: { anyRole: ['office', 'leader'] } } as const satisfies Policy;
const office = { who: { anyRole: ['office'] } } as const satisfies Policy;
/** Who keeps sign-in lists; 单位领导 only look at them. */
const listKeepers = { who: { anyRole: ['hr', 'office', 'unit-officer'] } } as const satisfies Policy;
/** Who approves what enters the hours ledger by hand. */
const hoursDesk = { who: { anyRole: ['hr', 'office'] } } as const satisfies Policy;
const admins = { who: { anyRole: ANY_ADMIN } } as const satisfies Policy;

/**
 * The one table of who may do what. Every API route names an operation, every page and route handler is listed by its
 * path; a test walks the tree and fails on whatever is missing here. Rows are scoped in the data layer besides.
 */
export const OPERATIONS = {
  'health.read': anyone,
  'certificate.verify': anyone,
  'csp.report': anyone,
  'account.change-password': { who: 'signed-in', beforePasswordChange: true },
  'password-reset.request': anyone,
  'password-reset.complete': anyone,
  'account.list-sessions': signedIn,
  'account.end-session': signedIn,
  'home.read': signedIn,
  'notice.read': person,
  'notice.mark-read': person,
  'law.read': signedIn,
  'lesson.list': person,
  'lesson.read': person,
  'lesson.open': person,
  'lesson.heartbeat': person,
  'lesson.presence': person,
  'lesson.section': person,
  'lesson.check': person,
  'practice.list': person,
  'practice.draw': person,
  'practice.answer': person,
  'exam.list': person,
  'exam.start': person,
  'attempt.read': person,
  'attempt.save': person,
  'attempt.submit': person,
  'attempt.event': person,
  'attempt.take-over': person,
  'attempt.result': person,
  'hours.read-own': person,
  'hours.attend': person,
  'hours.sessions': hrView,
  'hours.session-edit': listKeepers,
  'hours.session-approve': hoursDesk,
  'hours.corrections': hoursDesk,
  'hours.correction-request': hoursDesk,
  'hours.correction-decide': hoursDesk,
  'attachment.list': person,
  'attachment.store': person,
  'attachment.download': person,
  'certificate.list-own': person,
  'certificate.download': signedIn,
  'certificate.register': { who: { anyRole: ['hr', 'office', 'leader', 'unit-officer'] } },
  'certificate.request': { who: { anyRole: ['hr', 'office'] } },
  'certificate.withdraw': { who: { anyRole: ['hr', 'office'] } },
  'certificate.decide': { who: { anyRole: ['office', 'leader'] } },
  'certificate.revocations': { who: { anyRole: ['hr', 'office'] } },
  'standing.read': person,
  'case.open': person,
  'case.read': person,
  'case.step': person,
  'case.todo': person,
  'case.list-own': person,
  'case.document': person,
  'hr.cases': hrView,
  'hr.posts': hrView,
  'hr.dashboard': hrView,
  'hr.people': hrView,
  'hr.person': hrView,
  'hr.export': hrView,
  'hr.remind': hrView,
  'office.overview': office,
  'office.items': office,
  'office.lesson-preview': office,
  'policy.read': rules,
  'policy.draft': office,
  'policy.decide': rules,
  'admin.read': admins,
  'admin.accounts': { who: { anyRole: ['sysadmin'] } },
  'admin.set-account-status': { who: { anyRole: ['sysadmin'] } },
  'admin.approve-reset': { who: { anyRole: ['sysadmin'] } },
  'admin.security': { who: { anyRole: ['secadmin'] } },
  'admin.unlock': { who: { anyRole: ['secadmin'] } },
  'admin.end-sessions': { who: { anyRole: ['secadmin'] } },
  'admin.audit': { who: { anyRole: ['auditor'] } },
  'admin.audit-export': { who: { anyRole: ['auditor'] } },
} as const satisfies Record<string, Policy>;

export type OperationId = keyof typeof OPERATIONS;

/** Pages and route handlers of `app/` by route path (groups left out). */
export const PAGES: Readonly<Record<string, OperationId>> = {
  '/login': 'health.read',
  '/password': 'account.change-password',
  '/reset': 'password-reset.request',
  '/verify': 'certificate.verify',
  '/verify/[code]': 'certificate.verify',
  '/api/auth/[...nextauth]': 'health.read',
  '/': 'home.read',
  '/learn': 'lesson.list',
  '/learn/[lessonId]': 'lesson.read',
  '/practice': 'practice.list',
  '/practice/[lessonId]': 'practice.draw',
  '/exams': 'exam.list',
  '/exam/room': 'attempt.read',
  '/exam/result': 'attempt.result',
  '/me': 'standing.read',
  '/me/notices': 'notice.read',
  '/me/sessions': 'account.list-sessions',
  '/me/certificates/[certificateId]': 'certificate.list-own',
  '/todo': 'case.todo',
  '/cases/[caseId]': 'case.read',
  '/me/cases': 'case.list-own',
  '/me/cases/new': 'case.list-own',
  '/hr/cases': 'hr.cases',
  '/hr/cases/new': 'hr.cases',
  '/hr/posts': 'hr.posts',
  '/hr/posts/[postId]': 'hr.posts',
  '/hr': 'hr.dashboard',
  '/hr/people': 'hr.people',
  '/hr/people/[personId]': 'hr.person',
  '/hr/sessions': 'hours.sessions',
  '/hr/sessions/new': 'hours.session-edit',
  '/hr/sessions/[sessionId]': 'hours.sessions',
  '/hr/corrections': 'hours.corrections',
  '/attend/[sessionId]': 'hours.attend',
  '/office': 'office.overview',
  '/office/certificates': 'certificate.register',
  '/office/certificates/[certificateId]': 'certificate.register',
  '/office/items': 'office.items',
  '/office/items/[itemId]': 'office.items',
  '/office/policies': 'policy.read',
  '/office/policies/[target]': 'policy.read',
  '/admin': 'admin.read',
  '/admin/accounts': 'admin.accounts',
  '/admin/security': 'admin.security',
  '/admin/roles': 'admin.security',
  '/admin/audit': 'admin.audit',
  '/admin/seals': 'admin.audit',
};

/** @returns the policy of an operation; undefined (= deny) for anything not in the table. */
export function policyOf(operation: string): Policy | undefined {
  return Object.hasOwn(OPERATIONS, operation) ? (OPERATIONS as Readonly<Record<string, Policy>>)[operation] : undefined;
}
