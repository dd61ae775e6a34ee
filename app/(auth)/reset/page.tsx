import type { Metadata } from 'next';
import { connection } from 'next/server';
import { AuthPanel } from '#components/auth/auth-panel.tsx';
import { ResetFlow } from '#components/auth/reset-flow.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { passwordRuleTexts } from '#domain/access/password-policy.ts';
import { env } from '#server/env.ts';

export const metadata: Metadata = { title: '重置密码' };

export default async function ResetPage() {
  // The rules are those of the running installation, not of the build.
  await connection();
  return (
    <AuthPanel title="重置密码" lead="由系统管理员当面核对身份后，您在本页自行设置新密码。密码不经他人之手。">
      <noscript>
        <Alert tone="warning" className="mb-4">
          重置密码需要启用 JavaScript，请在浏览器设置中打开后刷新本页。
        </Alert>
      </noscript>
      <ResetFlow rules={passwordRuleTexts(env.PASSWORD_PROFILE)} />
      <p className="mt-5 text-sm">
        <TextLink href="/login">回到登录</TextLink>
      </p>
    </AuthPanel>
  );
}
