'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '../ui/skeleton.tsx';

const loading = () => <Skeleton className="h-64 w-full" />;

/** The chart library comes only with these, and only in the browser: no other page pays for it. */
export const LazyHoursChart = dynamic(() => import('./hours-chart.tsx').then((m) => m.HoursChart), {
  ssr: false,
  loading,
});
export const LazyTrendChart = dynamic(() => import('./trend-chart.tsx').then((m) => m.TrendChart), {
  ssr: false,
  loading,
});
