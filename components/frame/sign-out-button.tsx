'use client';

import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { signOut } from './sign-out.ts';

export function SignOutButton({ className }: { className?: string }) {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const leave = async () => {
    if (state === 'busy') return;
    setState('busy');
    if (await signOut()) window.location.assign('/login');
    else setState('failed');
  };
  return (
    <>
      <button type="button" onClick={() => void leave()} aria-busy={state === 'busy'} className={className}>
        <LogOut aria-hidden className="size-4.5" />
        {state === 'busy' ? '正在退出…' : '退出登录'}
      </button>
      <p role="alert" className="px-3 text-seal text-xs empty:hidden">
        {state === 'failed' ? '没有退出：服务器没有响应，请检查网络后再试。' : ''}
      </p>
    </>
  );
}
