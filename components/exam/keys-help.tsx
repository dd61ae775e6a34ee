'use client';

import { useState } from 'react';
import { Checkbox } from '../ui/input.tsx';

const KEPT_AS = 'shoumi-exam-keys';

/** Single-letter shortcuts disturb speech input, so they can be switched off. */
export function useKeysEnabled(): [boolean, (on: boolean) => void] {
  const [enabled, setEnabled] = useState(() => {
    try {
      return localStorage.getItem(KEPT_AS) !== 'off';
    } catch {
      return true;
    }
  });
  const change = (on: boolean) => {
    setEnabled(on);
    try {
      localStorage.setItem(KEPT_AS, on ? 'on' : 'off');
    } catch {
      // Without storage the choice lasts for this page.
    }
  };
  return [enabled, change];
}

export function KeysHelp({ enabled, onChange }: { enabled: boolean; onChange: (on: boolean) => void }) {
  return (
    <div className="border-line border-t pt-2 text-ink-2 text-xs">
      <Checkbox
        id="room-keys"
        label="快捷键：1–9 选择，← → 换题，M 标记"
        checked={enabled}
        onChange={(event) => onChange(event.target.checked)}
      />
    </div>
  );
}
