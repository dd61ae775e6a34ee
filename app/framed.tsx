import type { ReactNode } from 'react';
import { AppFrame } from '#components/frame/app-frame.tsx';
import { currentPrincipal } from '#server/auth/page-guard.ts';
import { frameOf } from '#server/operations/frame.ts';

/**
 * The frame for a layout. Decides nothing: each page asks `requirePage` itself, and without anybody signed in only
 * that page's redirect is left to render.
 */
export async function Framed({ children }: { children: ReactNode }) {
  const principal = await currentPrincipal();
  if (!principal || principal.mustChangePassword) return children;
  return <AppFrame principal={await frameOf(principal)}>{children}</AppFrame>;
}
