import type { ReactNode } from 'react';
import { Framed } from '#app/framed.tsx';

export default function HrLayout({ children }: { children: ReactNode }) {
  return <Framed>{children}</Framed>;
}
