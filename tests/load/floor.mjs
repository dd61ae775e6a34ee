import http from 'node:http';
import postgres from 'postgres';

/** The floor: a bare Node server that upserts what it is sent, one statement a request, and checks nothing. */
const sql = postgres(process.env.FLOOR_URL, { max: 12, onnotice: () => undefined });

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const [, , , , attempt, , position] = request.url.split('/');
    const { seq, response: answer } = JSON.parse(Buffer.concat(chunks).toString());
    await sql`insert into bench_floor values (${attempt}, ${position}, ${seq}, ${sql.json(answer)})
      on conflict (attempt, position) do update set seq = excluded.seq, response = excluded.response`;
    response.setHeader('content-type', 'application/json');
    response.end(`{"ackedSeq":${seq}}`);
  });
});

server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());
