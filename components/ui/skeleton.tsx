const LINE_WIDTHS = ['w-full', 'w-11/12', 'w-4/5', 'w-5/6', 'w-2/3', 'w-3/5'];

export function Skeleton({ className = 'h-4 w-full' }: { className?: string }) {
  return <div aria-hidden="true" className={`skeleton ${className}`} />;
}

/** The shape of a page that is on its way: a title and a few cards, announced once as 正在加载. */
export function PageSkeleton({ cards = 3 }: { cards?: number }) {
  return (
    <div role="status" className="space-y-4">
      <span className="sr-only">正在加载</span>
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-4 w-72" />
      {LINE_WIDTHS.slice(0, cards).map((width) => (
        <div key={width} className="space-y-3 rounded border border-line bg-surface p-4">
          <Skeleton className="h-5 w-40" />
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-4 w-3/4" />
        </div>
      ))}
    </div>
  );
}
