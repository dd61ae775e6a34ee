type Event = { readonly at: number; readonly no: number; readonly run: () => Promise<void> | void };

/** Events run one after the other in the order of their instants; equal instants in the order they were added. */
export class Timeline {
  private readonly heap: Event[] = [];
  private added = 0;

  add(at: Date, run: Event['run']): void {
    const { heap } = this;
    heap.push({ at: at.getTime(), no: this.added, run });
    this.added += 1;
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.swapIfEarlier(child, parent)) break;
      child = parent;
    }
  }

  /** Runs every event up to the last, those added meanwhile too. `onStep` learns how far the calendar is. */
  async run(onStep: (at: Date) => void): Promise<void> {
    for (let event = this.pop(); event; event = this.pop()) {
      onStep(new Date(event.at));
      await event.run();
    }
  }

  private swapIfEarlier(child: number, parent: number): boolean {
    const { heap } = this;
    const [a, b] = [heap[child], heap[parent]];
    if (!a || !b || !(a.at < b.at || (a.at === b.at && a.no < b.no))) return false;
    [heap[child], heap[parent]] = [b, a];
    return true;
  }

  private pop(): Event | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    heap[0] = last;
    for (let parent = 0; ; ) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      const [a, b] = [heap[left], heap[right]];
      const smaller = a && b && (b.at < a.at || (b.at === a.at && b.no < a.no)) ? right : left;
      if (!this.swapIfEarlier(smaller, parent)) return first;
      parent = smaller;
    }
  }
}
