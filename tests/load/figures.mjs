/** What a run of requests came to; times in milliseconds. */
export function figures(times, seconds, errors) {
  const sorted = Float64Array.from(times).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    count: times.length,
    perSecond: times.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    errors: Object.entries(errors).map(([what, n]) => `${what} × ${n}`),
  };
}

/** Collects times and errors of one run. */
export class Tally {
  times = [];
  errors = {};

  add(ms) {
    this.times.push(ms);
  }

  fault(what) {
    this.errors[what] = (this.errors[what] ?? 0) + 1;
  }

  figures(seconds) {
    return figures(this.times, seconds, this.errors);
  }
}
