/** Seconds since `from`, as people read them. */
export function elapsed(from) {
  return `${((performance.now() - from) / 1000).toFixed(1)} 秒`;
}

/** Runs one step and prints one line for it: what, how it ended, how long it took. `work` may return a short remark. */
export async function step(title, work) {
  const started = performance.now();
  const stopTicking = tick(title, started);
  try {
    const result = await work();
    stopTicking();
    const remark = typeof result === 'string' ? `：${result}` : '';
    finish(`✓ ${title}${remark}（${elapsed(started)}）`);
    return result;
  } catch (error) {
    stopTicking();
    finish(`✗ ${title}（${elapsed(started)}）`);
    throw error;
  }
}

/** On a terminal the line lives while the step runs; elsewhere only its end is written. */
function tick(title, started) {
  if (!process.stdout.isTTY) return () => undefined;
  const draw = () => process.stdout.write(`\r… ${title}（${elapsed(started)}）`);
  draw();
  const timer = setInterval(draw, 1000);
  return () => {
    clearInterval(timer);
    process.stdout.write('\r\u001b[K');
  };
}

function finish(line) {
  process.stdout.write(`${line}\n`);
}
