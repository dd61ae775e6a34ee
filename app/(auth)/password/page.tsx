import type { Metadata } from 'next';
import { AuthPanel } from '#components/auth/auth-panel.tsx';
import { PasswordForm } from '#components/auth/password-form.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { PASSWORD_RULES, passwordRuleTexts } from '#domain/access/password-policy.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { env } from '#server/env.ts';

export const metadata: Metadata = { title: '修改密码' };

/** One text for both reasons: a first log-in, and a password past the age of the active profile. */
function whyChange(): string {
  const { maxAgeDays } = PASSWORD_RULES[env.PASSWORD_PROFILE];
  const aged = maxAgeDays ? `，密码每 ${maxAgeDays} 天须更换一次` : '';
  return `初始密码只用于第一次登录${aged}。改好后即可使用全部功能。`;
}

export default async function PasswordPage() {
  const principal = await requirePage('account.change-password', '/password');
  return (
    <AuthPanel
      title="修改密码"
      lead={`${principal.name}（${principal.employeeNo}）。修改后，其他设备上的登录会立即失效。`}
    >
      {principal.mustChangePassword ? (
        <Alert tone="warning" className="mb-4" title="请先修改密码">
          {whyChange()}
        </Alert>
      ) : null}
      <section aria-labelledby="rules" className="mb-4 rounded border border-line bg-surface px-4 py-3 text-sm">
        <h2 id="rules" className="font-semibold text-sm">
          新密码的要求
        </h2>
        <ul className="mt-1 list-disc space-y-0.5 pl-5 text-ink-2">
          {passwordRuleTexts(env.PASSWORD_PROFILE).map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </section>
      <PasswordForm />
      {principal.mustChangePassword ? null : (
        <p className="mt-5 text-sm">
          <TextLink href="/">不修改，回到首页</TextLink>
        </p>
      )}
    </AuthPanel>
  );
}
