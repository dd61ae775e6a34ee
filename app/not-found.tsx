import type { Metadata } from 'next';
import { MessagePage } from '#components/frame/message-page.tsx';
import { ButtonLink } from '#components/ui/button.tsx';

export const metadata: Metadata = { title: '没有找到页面' };

export default function NotFound() {
  return (
    <MessagePage
      title="没有找到这个页面"
      action={
        <ButtonLink href="/" variant="primary">
          回到首页
        </ButtonLink>
      }
    >
      <p>它可能已经移动或不存在，也可能不在您的权限范围内。</p>
      <p>如果您是从通知或证明上的链接来的，请核对链接是否完整；仍然打不开，请联系保密办。</p>
    </MessagePage>
  );
}
