import clsx from 'clsx';

/** A shield with a keyhole; drawn with the current colours, so that it follows light and dark. */
export function BrandMark({ className = 'size-7', onBrand }: { className?: string; onBrand?: boolean }) {
  return (
    <svg viewBox="0 0 32 32" className={clsx('shrink-0', className)} aria-hidden="true">
      <path
        d="M16 2 4 6.5v8.6c0 7.2 5 12.6 12 14.9 7-2.3 12-7.7 12-14.9V6.5z"
        className={onBrand ? 'fill-on-brand' : 'fill-primary'}
      />
      <path
        d="M16 9.6a3.9 3.9 0 0 0-2.1 7.2l-1 5.4h6.2l-1-5.4A3.9 3.9 0 0 0 16 9.6z"
        className={onBrand ? 'fill-brand' : 'fill-on-primary'}
      />
    </svg>
  );
}
