'use client';

import { useEffect, useState } from 'react';
import { formatLook, LOOK_COOKIE, type Look, lookAttributes, lookIn } from './look.ts';

const YEAR_SECONDS = 31_536_000;

const THEME_CHOICES = [
  ['auto', '跟随系统'],
  ['light', '浅色'],
  ['dark', '深色'],
] as const;
const TYPE_CHOICES = [
  ['normal', '标准字号'],
  ['large', '大字号'],
] as const;

function apply(look: Look): void {
  const attributes = lookAttributes(look);
  const root = document.documentElement;
  if (attributes['data-theme']) root.dataset.theme = attributes['data-theme'];
  else delete root.dataset.theme;
  if (attributes['data-type']) root.dataset.type = attributes['data-type'];
  else delete root.dataset.type;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers still in use on intranets
  document.cookie = `${LOOK_COOKIE}=${formatLook(look)}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
}

function Choices<Value extends string>(props: {
  name: string;
  legend: string;
  choices: readonly (readonly [Value, string])[];
  value: Value;
  onChoose: (value: Value) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-ink-2 text-xs">{props.legend}</legend>
      <div className="flex gap-0.5 rounded border border-line p-0.5">
        {props.choices.map(([value, label]) => (
          <label
            key={value}
            className="flex-1 rounded-sm px-1.5 py-1 text-center text-sm has-checked:bg-primary has-checked:text-on-primary has-focus-visible:outline-2 has-focus-visible:outline-primary has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={props.name}
              className="sr-only"
              checked={props.value === value}
              onChange={() => props.onChoose(value)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** 外观: light, dark or as the system wishes, and the larger type. Takes effect at once and is kept for a year. */
export function LookSettings() {
  const [look, setLook] = useState<Look>({ theme: 'auto', type: 'normal' });
  useEffect(() => setLook(lookIn(document.cookie)), []);
  const choose = (change: Partial<Look>) => {
    const next = { ...look, ...change };
    setLook(next);
    apply(next);
  };
  return (
    <div className="space-y-2">
      <Choices
        name="look-theme"
        legend="外观"
        choices={THEME_CHOICES}
        value={look.theme}
        onChoose={(theme) => choose({ theme })}
      />
      <Choices
        name="look-type"
        legend="字号"
        choices={TYPE_CHOICES}
        value={look.type}
        onChoose={(type) => choose({ type })}
      />
    </div>
  );
}
