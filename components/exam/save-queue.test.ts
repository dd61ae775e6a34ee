import { expect, test } from 'vitest';
import { ManualTimer, ManualTransport, MemoryJournal, MemoryServer, settle, text } from './queue-world.ts';
import { SaveQueue } from './save-queue.ts';
import type { Journal, SaveReply } from './save-types.ts';

const POSITIONS = [1, 2, 3, 4, 5];
const LOST: SaveReply = { kind: 'retry', afterMs: 0 };

function setUp({
  acked = 0,
  journal = new MemoryJournal(),
}: {
  acked?: number;
  journal?: MemoryJournal | Journal;
} = {}) {
  const server = new MemoryServer();
  const timer = new ManualTimer();
  const transport = new ManualTransport();
  const overtaken: number[] = [];
  const queue = new SaveQueue(
    {
      send: transport.send,
      journal,
      schedule: timer.schedule,
      random: () => 1,
      onOvertaken: (position) => overtaken.push(position),
    },
    POSITIONS.map((position) => [position, acked] as const),
  );
  const save = server.save.bind(server);
  return { server, timer, transport, overtaken, queue, journal, save };
}

test('the first change of a position is numbered above what the server holds, the next ones above that', async () => {
  const { queue, transport, save } = setUp({ acked: 7 });
  queue.change(1, text('a'));
  await settle();
  queue.change(1, text('b'));
  transport.answer(save);
  await settle();
  expect(transport.sent.map((entry) => entry.seq)).toEqual([8, 9]);
});

test('an answer is in the journal before it is sent and leaves it with the acknowledgement, not before', async () => {
  const journal = new MemoryJournal();
  const { queue, transport, save } = setUp({ journal });
  queue.change(1, text('a'));
  expect(transport.sent).toEqual([]);
  await settle();
  expect(journal.log).toEqual(['put 1:1']);
  expect(transport.sent).toHaveLength(1);
  expect([...journal.rows.keys()]).toEqual([1]);
  expect(queue.state).toMatchObject({ unsaved: [1], savedAt: null });
  transport.answer(save);
  await settle();
  expect([...journal.rows.keys()]).toEqual([]);
  expect(queue.state).toMatchObject({ unsaved: [], savedAt: '2026-11-21T02:00:00.000Z' });
});

test('at most two requests are under way and the rest follow in the order of their first change', async () => {
  const { queue, transport, save } = setUp();
  for (const position of [5, 3, 1, 2]) queue.change(position, text('a'));
  queue.change(2, text('b'));
  await settle();
  for (let rest = 4; rest > 0; rest -= 1) {
    transport.answer(save);
    await settle();
  }
  expect(transport.maxUnderWay).toBe(2);
  expect(transport.sent.map((entry) => entry.position)).toEqual([5, 3, 1, 2]);
});

test('changes made while a position is under way are sent as one, the latest', async () => {
  const { queue, transport, save, server } = setUp();
  queue.change(1, text('a'));
  await settle();
  queue.change(1, text('b'));
  queue.change(1, text('c'));
  await settle();
  expect(transport.sent).toHaveLength(1);
  transport.answer(save);
  await settle();
  expect(queue.state.unsaved).toEqual([1]);
  transport.answer(save);
  await settle();
  expect(transport.sent.map((entry) => entry.response)).toEqual([text('a'), text('c')]);
  expect(server.answers.get(1)?.response).toEqual(text('c'));
  expect(queue.state.unsaved).toEqual([]);
});

test('typing is sent once it rests, or at once when the field is left', async () => {
  const { queue, transport, timer } = setUp();
  queue.change(1, text('保'), 1000);
  queue.change(1, text('保密'), 1000);
  await settle();
  expect([transport.sent.length, timer.pending]).toEqual([0, 1]);
  timer.runNext();
  await settle();
  expect(transport.sent.map((entry) => entry.response)).toEqual([text('保密')]);
  queue.change(2, text('密'), 1000);
  queue.flush();
  await settle();
  expect(transport.sent).toHaveLength(2);
});

test('after a lost answer the same sequence number is sent again, with growing pauses, until it is acknowledged', async () => {
  const { queue, transport, timer, save, server } = setUp();
  queue.change(1, text('a'));
  await settle();
  for (let round = 0; round < 6; round += 1) {
    transport.answer(() => LOST);
    await settle();
    expect(queue.state).toMatchObject({ cut: true, unsaved: [1] });
    timer.runNext();
    await settle();
  }
  transport.answer(save);
  await settle();
  expect(timer.waits).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
  expect(new Set(transport.sent.map((entry) => entry.seq))).toEqual(new Set([1]));
  expect(queue.state).toMatchObject({ cut: false, unsaved: [] });
  expect(server.answers.get(1)?.seq).toBe(1);
});

test('the network coming back ends the pause at once', async () => {
  const { queue, transport, timer } = setUp();
  queue.change(1, text('a'));
  await settle();
  transport.answer(() => LOST);
  await settle();
  queue.retryNow();
  await settle();
  expect([transport.sent.length, timer.pending]).toEqual([2, 0]);
});

test('a change newer than the refused one is raised above the number the server holds and sent', async () => {
  const { queue, transport, save, server, overtaken } = setUp();
  server.answers.set(1, { seq: 9, response: text('elsewhere') });
  queue.change(1, text('a'));
  await settle();
  queue.change(1, text('b'));
  transport.answer(save);
  await settle();
  transport.answer(save);
  await settle();
  expect(server.answers.get(1)).toEqual({ seq: 10, response: text('b') });
  expect(overtaken).toEqual([]);
});

test('an answer overtaken by another device gives way to the server and is not sent again', async () => {
  const journal = new MemoryJournal();
  const { queue, transport, save, server, overtaken } = setUp({ journal });
  server.answers.set(1, { seq: 9, response: text('elsewhere') });
  queue.change(1, text('a'));
  await settle();
  transport.answer(save);
  await settle();
  expect(overtaken).toEqual([1]);
  expect([transport.underWay.length, journal.rows.size, queue.state.unsaved.length]).toEqual([0, 0, 0]);
  queue.change(1, text('b'));
  await settle();
  expect(transport.sent.at(-1)?.seq).toBe(10);
});

test('leaving the page sends everything at once, typing and requests under way included', async () => {
  const { queue, transport } = setUp();
  for (const position of [1, 2, 3]) queue.change(position, text('a'));
  queue.change(4, text('half'), 1000);
  await settle();
  queue.sendBeforeLeaving();
  const left = transport.underWay.filter((waiting) => waiting.keepalive).map((waiting) => waiting.entry.position);
  expect(left).toEqual([1, 2, 3, 4]);
});

test('what an earlier page left is sent if newer than the server and forgotten if not', async () => {
  const journal = new MemoryJournal();
  await journal.put({ position: 1, seq: 8, response: text('newer') });
  await journal.put({ position: 2, seq: 7, response: text('known') });
  const { queue, transport } = setUp({ acked: 7, journal });
  const newer = queue.restore(await journal.list());
  await settle();
  expect(newer.map((entry) => entry.position)).toEqual([1]);
  expect(transport.sent).toEqual([{ position: 1, seq: 8, response: text('newer') }]);
  expect([...journal.rows.keys()]).toEqual([1]);
});

test('when another device has the paper nothing more is sent and unsaved answers stay in the journal', async () => {
  const journal = new MemoryJournal();
  const { queue, transport } = setUp({ journal });
  for (const position of POSITIONS) queue.change(position, text('a'));
  await settle();
  transport.answer(() => ({ kind: 'stopped', reason: 'moved' }));
  transport.answer(() => LOST);
  await settle();
  queue.change(1, text('b'));
  queue.retryNow();
  await settle();
  expect(queue.state.stopped).toBe('moved');
  expect(transport.sent).toHaveLength(2);
  expect([...journal.rows.keys()].toSorted()).toEqual(POSITIONS);
});

test('an answer the server refuses is named and not repeated until it is changed', async () => {
  const { queue, transport } = setUp();
  queue.change(3, text('a'));
  await settle();
  transport.answer(() => ({ kind: 'refused', message: '作答内容与题型不符' }));
  await settle();
  expect([...queue.state.refused]).toEqual([[3, '作答内容与题型不符']]);
  expect(transport.underWay).toEqual([]);
  queue.change(3, text('b'));
  await settle();
  expect(queue.state.refused.size).toBe(0);
  expect(transport.underWay).toHaveLength(1);
});

test('an answer that came too late is told apart from a saved one', async () => {
  const { queue, transport } = setUp();
  queue.change(2, text('a'));
  await settle();
  transport.answer(() => ({ kind: 'late' }));
  await settle();
  expect(queue.state).toMatchObject({ late: [2], unsaved: [], savedAt: null });
});

test('a browser that cannot store still sends, and says that a reload would lose unsaved answers', async () => {
  const journal = new MemoryJournal();
  const refusing: Journal = {
    put: () => Promise.reject(new Error('quota')),
    remove: (position, uptoSeq) => journal.remove(position, uptoSeq),
    list: () => journal.list(),
    clear: () => journal.clear(),
  };
  const { queue, transport } = setUp({ journal: refusing });
  queue.change(1, text('a'));
  await settle();
  expect([transport.sent.length, queue.state.unprotected]).toEqual([1, true]);
});
