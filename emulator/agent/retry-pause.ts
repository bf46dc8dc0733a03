/** The wait before another attempt, which news of the service cuts short. */
export class RetryPause {
  #skip = () => {};

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#skip = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Tries again now, if it is waiting. */
  skip(): void {
    this.#skip();
  }
}
