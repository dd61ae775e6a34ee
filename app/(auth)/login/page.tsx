import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthPanel } from '#components/auth/auth-panel.tsx';
import { LoginForm } from '#components/auth/login-form.tsx';
import { safeCallback } from '#components/auth/safe-callback.ts';
import { outcomeOfError } from '#components/auth/sign-in.ts';
import { Alert } from '#components/ui/alert.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { errorMessage } from '#domain/shared/errors.ts';
import { currentPrincipal } from '#server/auth/page-guard.ts';

export const metadata: Metadata = { title: '登录' };

type Query = Record<string, string | string[] | undefined>;

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

export default async function LoginPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const callbackUrl = safeCallback(one(query.callbackUrl));
  if (await currentPrincipal()) redirect(callbackUrl);
  const error = one(query.error);
  const notice = one(query.notice);
  const sessionEnded = error === 'SessionRequired';
  const failed = sessionEnded ? null : outcomeOfError(error);
  return (
    <AuthPanel title="登录" lead="使用工号和密码登录。">
      {sessionEnded ? <Alert className="mb-4">{errorMessage('NOT_SIGNED_IN')}登录后会回到刚才的页面。</Alert> : null}
      {notice === 'password-reset' ? (
        <Alert tone="success" className="mb-4" title="新密码已设置">
          此前的登录已全部失效，请用新密码登录。
        </Alert>
      ) : null}
      <noscript>
        <Alert tone="warning" className="mb-4">
          登录需要启用 JavaScript，请在浏览器设置中打开后刷新本页。
        </Alert>
      </noscript>
      <LoginForm
        callbackUrl={callbackUrl}
        refusedMessage={errorMessage('SIGN_IN_REFUSED')}
        initial={failed === 'done' ? null : failed}
      />
      <p className="mt-5 text-ink-2 text-sm">
        <TextLink href="/reset">忘记密码</TextLink>
        或初始密码已失效，可申请重置，由系统管理员当面核对身份。首次登录请使用领取的初始密码。
      </p>
    </AuthPanel>
  );
}
