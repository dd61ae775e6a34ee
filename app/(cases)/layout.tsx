import type { ReactNode } from 'react';
import { Framed } from '#app/framed.tsx';

export default function CasesLayout({ children }: { children: ReactNode }) {
  return <Framed>{children}</Framed>;
}
