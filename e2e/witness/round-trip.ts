/** Longest wait before a message is sent again, in ms (data-channel paper section 7.1). */
const timeoutMaxMs = 1000;
const clockGranularityMs = 10;

/** The retransmission timeout as both real ends reckon it (section 7.6). All values in ms. */
export class RoundTrip {
  smoothedMs = 100;
  variationMs = 0;
  timeoutMs = 200;

  /** Takes in one measured round trip. */
  measured(roundTripMs: number): void {
    this.variationMs = 0.75 * this.variationMs + 0.25 * Math.abs(this.smoothedMs - roundTripMs);
    this.smoothedMs = 0.875 * this.smoothedMs + 0.125 * roundTripMs;
    const margin = Math.max(clockGranularityMs, 4 * this.variationMs);
    this.timeoutMs = Math.min(timeoutMaxMs, this.smoothedMs + margin);
  }
}
