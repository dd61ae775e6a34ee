'use client';

import { useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';

type FilePickerProps = {
  id: string;
  label: string;
  /** Extensions offered by the browser's own dialog; the server looks at the content. */
  accept: string;
  maxBytes: number;
  isBusy: boolean;
  onChoose: (file: File) => void;
};

/** A button that opens the browser's file dialog. The same file can be chosen again after it was corrected. */
export function FilePicker({ id, label, accept, maxBytes, isBusy, onChoose }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState('');
  return (
    <div>
      <input
        ref={input}
        id={id}
        type="file"
        accept={accept}
        className="sr-only"
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (!file) return;
          const isTooLarge = file.size > maxBytes;
          setFault(isTooLarge ? `文件超过 ${maxBytes / 1024 / 1024} MB，请压缩或拆分后重新选择。` : '');
          if (!isTooLarge) onChoose(file);
        }}
      />
      <Button busy={isBusy} onClick={() => input.current?.click()}>
        {label}
      </Button>
      {fault ? (
        <p role="alert" className="mt-1 text-seal text-sm">
          {fault}
        </p>
      ) : null}
    </div>
  );
}
