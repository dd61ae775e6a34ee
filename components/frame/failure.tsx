'use client';

import { Button } from '../ui/button.tsx';
import { MessagePage } from './message-page.tsx';

/** The number under which the server logged the failure; failures in the browser have none. */
function digestOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null;
  return typeof error.digest === 'string' ? error.digest : null;
}

/** Something unexpected: what to do, and the number to pass on. Says nothing of the inside of the system. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  return (
    <MessagePage
      title="这个页面没有打开"
      action={
        <>
          <Button variant="primary" onClick={retry}>
            再试一次
          </Button>
          <Button onClick={() => window.location.assign('/')}>回到首页</Button>
        </>
      }
    >
      <p>系统遇到了意外问题，已经保存的内容不受影响。请再试一次，或稍后再来。</p>
      {digest ? (
        <p>
          如果仍然出现，请把编号 <strong className="font-mono text-ink">{digest}</strong> 告诉系统管理员。
        </p>
      ) : (
        <p>如果仍然出现，请刷新页面；还不行，请把出现的时间和您正在做的事告诉系统管理员。</p>
      )}
    </MessagePage>
  );
}
