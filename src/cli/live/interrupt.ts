// Ctrl-C, or an end asked for by the system: the first lets what is at hand be finished, a second ends at once.
export interface Interrupt {
  readonly promise: Promise<void>;
  readonly isSet: boolean;
}

export const onInterrupt = (): Interrupt => {
  const state = { promise: Promise.resolve(), isSet: false };
  state.promise = new Promise(resolve => {
    const set = (): void => {
      state.isSet = true;
      process.off('SIGINT', set);
      process.off('SIGTERM', set);
      resolve();
    };
    process.on('SIGINT', set);
    process.on('SIGTERM', set);
  });
  return state;
};
