import type { ApiRoute } from './route.ts';
import { accountRoutes } from './routes/account.ts';
import { adminRoutes } from './routes/admin.ts';
import { attachmentRoutes } from './routes/attachments.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { caseRoutes } from './routes/cases.ts';
import { certificateRoutes } from './routes/certificates.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { documentRoutes } from './routes/documents.ts';
import { examRoutes } from './routes/exams.ts';
import { exemptionRoutes } from './routes/exemptions.ts';
import { hrRoutes } from './routes/hr.ts';
import { learningRoutes } from './routes/learning.ts';
import { passwordResetRoutes } from './routes/password-resets.ts';
import { planRoutes } from './routes/plans.ts';
import { policyRoutes } from './routes/policies.ts';
import { practiceRoutes } from './routes/practice.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { systemRoutes } from './routes/system.ts';

/** Every route of the API but the answer save, which is registered on its own path (see answer-saves.ts). */
export const apiRoutes: readonly ApiRoute[] = [
  ...systemRoutes,
  ...accountRoutes,
  ...passwordResetRoutes,
  ...learningRoutes,
  ...practiceRoutes,
  ...examRoutes,
  ...certificateRoutes,
  ...caseRoutes,
  ...documentRoutes,
  ...hrRoutes,
  ...exemptionRoutes,
  ...planRoutes,
  ...sessionRoutes,
  ...attachmentRoutes,
  ...correctionRoutes,
  ...policyRoutes,
  ...deliveryRoutes,
  ...calendarRoutes,
  ...adminRoutes,
];
