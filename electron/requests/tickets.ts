/** Requests under way, by the ticket that the window gave them, so that it can cancel what nobody waits for any more. */
export interface Tickets {
  /** Runs a task under a ticket, with a signal that aborts when the ticket is cancelled. */
  run<Value>(ticket: string, task: (signal: AbortSignal) => Promise<Value>): Promise<Value>;
  /** Cancels the task under the ticket; none is fine, because it may have ended meanwhile. */
  cancel(ticket: string): void;
  /** Cancels all of them: the window has gone. */
  cancelAll(): void;
}

/** No ticket is given out yet. A ticket used twice at once cancels the older task. */
export function createTickets(): Tickets {
  const controllers = new Map<string, AbortController>();
  return {
    async run(ticket, task) {
      controllers.get(ticket)?.abort();
      const controller = new AbortController();
      controllers.set(ticket, controller);
      try {
        return await task(controller.signal);
      } finally {
        if (controllers.get(ticket) === controller) controllers.delete(ticket);
      }
    },
    cancel: (ticket) => controllers.get(ticket)?.abort(),
    cancelAll() {
      for (const controller of controllers.values()) controller.abort();
    },
  };
}
