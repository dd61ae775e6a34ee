import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { LOOK_COOKIE, lookAttributes, parseLook } from '#components/frame/look.ts';
import { LookKeeper } from '#components/frame/look-keeper.tsx';
import { NonClassifiedNotice } from '#components/frame/non-classified-notice.tsx';
import { Toaster } from '#components/ui/toast.tsx';
import './globals.css';

export const metadata: Metadata = {
  title: { default: '守密', template: '%s · 守密' },
  description: '保密教育培训与考核平台',
  icons: { icon: '/icon.svg' },
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, date: false, email: false, address: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#151d29' },
  ],
};

/** The chosen look is in the first byte, so that no page flashes and no inline script is needed. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const look = parseLook((await cookies()).get(LOOK_COOKIE)?.value);
  return (
    <html lang="zh-CN" {...lookAttributes(look)} suppressHydrationWarning>
      <body>
        <NonClassifiedNotice />
        {children}
        <Toaster />
        <LookKeeper />
      </body>
    </html>
  );
}
