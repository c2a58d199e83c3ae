// Wakes a loop that sleeps: when it is rung, or when its time is up.
export class Bell {
  #ring: (() => void) | null = null;
  #wasRung = false;

  ring(): void {
    this.#wasRung = true;
    this.#ring?.();
  }

  /** Resolves at once where it was rung since the last time. */
  async wait(ms: number): Promise<void> {
    if (!this.#wasRung) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>(resolve => {
        this.#ring = resolve;
        timer = setTimeout(resolve, ms);
      });
      clearTimeout(timer);
      this.#ring = null;
    }
    this.#wasRung = false;
  }
}
