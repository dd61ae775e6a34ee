'use client';

import { Printer } from 'lucide-react';
import { Button } from '../ui/button.tsx';

export function PrintButton({ children }: { children: string }) {
  return (
    <Button onClick={() => window.print()}>
      <Printer aria-hidden className="size-4" />
      {children}
    </Button>
  );
}
