'use client';

import { Failure } from '#components/frame/failure.tsx';
import { LookKeeper } from '#components/frame/look-keeper.tsx';
import { NonClassifiedNotice } from '#components/frame/non-classified-notice.tsx';
import './globals.css';

/** Stands in when the root layout itself failed, so it brings its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="zh-CN">
      <body>
        <title>页面没有打开 · 守密</title>
        <NonClassifiedNotice />
        <Failure error={error} retry={retry} />
        <LookKeeper />
      </body>
    </html>
  );
}
