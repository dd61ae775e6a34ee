import { canonical } from '../load/responses.mjs';

/** I1: every acknowledged answer is there, with its number or a higher one that was sent. I2: nothing else is. */
async function checkAnswers(sql, examinees) {
  const rows = await sql`select attempt_id as id, position, seq, response from attempt_answers`;
  const stored = new Map(rows.map((row) => [`${row.id} ${row.position}`, row]));
  const sentBy = new Map(examinees.map((one) => [one.attemptId, one.sent]));
  let lost = 0;
  for (const { attemptId, acked } of examinees) {
    for (const [position, seq] of acked) if (!((stored.get(`${attemptId} ${position}`)?.seq ?? 0) >= seq)) lost += 1;
  }
  const foreign = rows.filter(
    (row) => sentBy.get(row.id)?.get(row.position)?.get(row.seq) !== canonical(row.response),
  ).length;
  return { lost, foreign };
}

/** The journal of answers holds only what was sent, each number once. */
async function checkJournal(sql, examinees) {
  const rows =
    await sql`select attempt_id as id, position, seq, count(*)::int as n from attempt_answer_events group by 1, 2, 3`;
  const sentBy = new Map(examinees.map((one) => [one.attemptId, one.sent]));
  return rows.filter((row) => row.n !== 1 || !sentBy.get(row.id)?.get(row.position)?.has(row.seq)).length;
}

/** I3: one attempt a person and number, at most one grade each. I4: no deadline moved. I7: nothing kept after it. */
async function checkAttempts(sql, examinees) {
  const rows =
    await sql`select a.id, a.deadline_at as deadline, (select count(*)::int from grades g where g.attempt_id = a.id) as grades,
      (select count(*)::int from attempts b where b.exam_id = a.exam_id and b.person_id = a.person_id) as attempts,
      exists (select 1 from attempt_answer_events e where e.attempt_id = a.id and not e.is_late and e.at > a.deadline_at + interval '5 seconds') as late
    from attempts a`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  const deadlineOf = (one) => byId.get(one.attemptId)?.deadline.getTime();
  return {
    double: rows.filter((row) => row.attempts !== 1 || row.grades > 1).length,
    moved: examinees.filter((one) => deadlineOf(one) !== Date.parse(one.deadlineAt)).length,
    late: rows.filter((row) => row.late).length,
  };
}

/** Every invariant of the fault plan against the database as it is now; each is a number of violations. */
export async function checkInvariants(sql, examinees) {
  const [answers, journal, attempts] = [
    await checkAnswers(sql, examinees),
    await checkJournal(sql, examinees),
    await checkAttempts(sql, examinees),
  ];
  const backwards = examinees.reduce((sum, one) => sum + one.clockFaults, 0);
  return {
    I1: answers.lost,
    I2: answers.foreign + journal,
    I3: attempts.double,
    I4: attempts.moved,
    I7: attempts.late + backwards,
  };
}

/** After all rounds: handing in gives each paper one grade over exactly the answers that were kept. */
export async function checkGrades(sql, examinees) {
  const ids = examinees.map((one) => one.attemptId);
  const rows = await sql`select a.id, count(g.id)::int as grades,
      max((select count(*) from jsonb_array_elements(g.detail -> 'positions') p where p ->> 'outcome' <> 'blank'))::int as graded
    from attempts a left join grades g on g.attempt_id = a.id where a.id in ${sql(ids)} group by a.id`;
  return rows.filter((row) => row.grades !== 1).length;
}
