import clsx from 'clsx';
import Link from 'next/link';
import type { ComponentProps } from 'react';

export type ButtonVariant = 'primary' | 'quiet' | 'danger' | 'plain';
type Look = { variant?: ButtonVariant; size?: 'md' | 'sm' | 'lg' };

const VARIANT: Record<ButtonVariant, string> = {
  primary: 'border-primary bg-primary text-on-primary hover:border-primary-hover hover:bg-primary-hover',
  quiet: 'border-edge bg-surface text-ink hover:border-primary hover:bg-primary-tint hover:text-primary',
  danger: 'border-seal bg-seal text-on-seal hover:brightness-90',
  plain: 'border-transparent text-primary hover:bg-primary-tint hover:text-primary-hover',
};
const SIZE = {
  sm: 'min-h-8 px-2.5 py-0.5 text-sm',
  md: 'min-h-10 px-4 py-1.5 text-base',
  lg: 'min-h-12 px-6 py-2 text-lg',
};

export function buttonClass({ variant = 'quiet', size = 'md' }: Look, extra?: string): string {
  return clsx(
    'inline-flex items-center justify-center gap-2 rounded border text-center font-medium no-underline transition-colors',
    'disabled:cursor-not-allowed disabled:opacity-55 print:hidden',
    VARIANT[variant],
    SIZE[size],
    extra,
  );
}

type ButtonProps = ComponentProps<'button'> & Look & { busy?: boolean };

/** One `primary` a screen. While `busy` it keeps its place and its focus and refuses a second press. */
export function Button({ variant, size, busy, className, type = 'button', children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={busy ? 'button' : type}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onClick}
      className={buttonClass({ variant, size }, clsx(busy && 'cursor-progress opacity-70', className))}
    >
      {children}
    </button>
  );
}

type ButtonLinkProps = ComponentProps<typeof Link> & Look;

/** A link that looks like a button, for steps that only go somewhere. */
export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  return <Link prefetch={false} {...rest} className={buttonClass({ variant, size }, className)} />;
}
