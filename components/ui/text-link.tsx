import clsx from 'clsx';
import Link from 'next/link';
import type { ComponentProps } from 'react';

/** A link in running text. Pages are personal and made on request, so nothing is fetched before it is wanted. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      prefetch={false}
      {...rest}
      className={clsx('text-primary underline decoration-1 underline-offset-3 hover:text-primary-hover', className)}
    />
  );
}
