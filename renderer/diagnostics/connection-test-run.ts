import { useEffect, useRef, useState } from 'react';
import type { TestResult, TestStep } from '../../electron/contract/diagnostics.ts';
import type { Failure } from '../../electron/contract/failure.ts';
import { newTicket, useErp } from '../erp/erp.ts';

/** A connection test, as far as it has come. */
export interface ConnectionTestRun {
  readonly isRunning: boolean;
  /** Of the steps that have ended. */
  readonly results: Readonly<Partial<Record<TestStep, TestResult>>>;
  /** Why there is no result; null when there is, or will be. */
  readonly failure: Failure | null;
}

const notBegun: ConnectionTestRun = { isRunning: false, results: {}, failure: null };

/** Runs connection tests, one at a time; closing what shows it ends it. */
export function useConnectionTest() {
  const erp = useErp();
  const [run, setRun] = useState(notBegun);
  const current = useRef<string | null>(null);

  function cancel() {
    const ticket = current.current;
    current.current = null;
    if (ticket !== null) void erp.cancelRequest({ ticket });
  }

  useEffect(
    () =>
      erp.on('connectionTestStep', ({ ticket, result }) => {
        if (ticket !== current.current) return;
        setRun((before) => ({
          ...before,
          results: { ...before.results, [result.step]: result },
        }));
      }),
    [erp],
  );
  useEffect(
    () => () => {
      const ticket = current.current;
      current.current = null;
      if (ticket !== null) void erp.cancelRequest({ ticket });
    },
    [erp],
  );

  async function start(host: string, set: string | null) {
    cancel();
    const ticket = newTicket();
    current.current = ticket;
    setRun({ ...notBegun, isRunning: true });
    const answer = await erp.testConnection({ ticket, host, set });
    if (current.current !== ticket) return;
    current.current = null;
    setRun(
      answer.ok
        ? { ...notBegun, results: byStep(answer.value) }
        : { ...notBegun, failure: answer.error },
    );
  }

  function stop() {
    cancel();
    setRun((before) => ({ ...before, isRunning: false }));
  }

  return { run, start, stop };
}

function byStep(results: readonly TestResult[]): ConnectionTestRun['results'] {
  return Object.fromEntries(results.map((result) => [result.step, result]));
}
