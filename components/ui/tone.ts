/** What a state means to the reader; colour never stands alone, an icon or a word goes with it. */
export type Tone = 'info' | 'success' | 'warning' | 'danger' | 'neutral';

export const TONE_CLASS: Readonly<Record<Tone, string>> = {
  info: 'bg-primary-tint text-primary',
  success: 'bg-success-tint text-success',
  warning: 'bg-warning-tint text-warning',
  danger: 'bg-seal-tint text-seal',
  neutral: 'bg-line text-ink',
};
