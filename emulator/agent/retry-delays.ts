/** AWS's agent waits 100 to 199 ms, doubling, at most 5 s (data-channel paper section 13.2). */
const firstMs = 100;
const delayMsMax = 5000;

/** Delay before each further attempt, in ms, without end; jittered so that many nodes do not come back in step. */
export function* retryDelaysMs(): Generator<number, never> {
  let delayMs = firstMs + Math.floor(Math.random() * firstMs);
  for (;;) {
    yield delayMs;
    delayMs = Math.min(delayMsMax, delayMs * 2);
  }
}
