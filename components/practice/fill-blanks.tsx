'use client';

import { Fragment, useId } from 'react';

type FillBlanksProps = {
  stem: string;
  texts: readonly string[];
  onChange: (texts: string[]) => void;
  /** Accepted texts of each blank, once the answer is in. */
  accepted: readonly (readonly string[])[] | null;
};

const BLANK = '____';

/** A sentence with its blanks to type into, and afterwards what would have been accepted. */
export function FillBlanks({ stem, texts, onChange, accepted }: FillBlanksProps) {
  const id = useId();
  return (
    <div>
      <p className="my-0 text-base leading-[2.2]">
        {stem.split(BLANK).map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence keep their order
          <Fragment key={index}>
            {index > 0 ? (
              <input
                aria-label={`第 ${index} 空`}
                aria-describedby={accepted ? id : undefined}
                value={texts[index - 1] ?? ''}
                readOnly={accepted !== null}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => onChange(texts.map((old, i) => (i === index - 1 ? event.target.value : old)))}
                className="mx-1 h-9 w-40 max-w-full rounded border border-edge bg-surface px-2 text-base"
              />
            ) : null}
            {text}
          </Fragment>
        ))}
      </p>
      {accepted ? (
        <p id={id} className="my-0 mt-1 text-sm text-success">
          可以填：{accepted.map((one) => one.join(' / ')).join('；')}
        </p>
      ) : null}
    </div>
  );
}
