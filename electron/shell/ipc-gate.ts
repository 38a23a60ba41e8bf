import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { FailureCode } from '../contract/failure.ts';
import {
  type EventName,
  type Events,
  type RequestArguments,
  type RequestName,
  type RequestValues,
  requestArguments,
} from '../contract/requests.ts';
import { failure, type Result } from '../contract/result.ts';
import { appOrigin } from './app-protocol.ts';
import { isSoundArgument } from './sound-argument.ts';

/** One function for each request of the contract. */
export type RequestHandlers = {
  readonly [Name in RequestName]: (
    argument: RequestArguments<Name>,
  ) => Promise<Result<RequestValues[Name]>> | Result<RequestValues[Name]>;
};

/**
 * Opens the gate between window and main process; the only module that touches `ipcMain`. A request passes when it comes
 * from the main frame of the app's window, showing the app's own origin, and its argument is what the contract says. What a
 * handler throws is a defect: it is reported, and the window gets `internal` without any of its words.
 * @param window the contents that may ask; undefined while there is no window
 * @param reportDefect told of exceptions out of handlers
 * @param reportFailure told of every request that failed
 */
export function openGate(
  handlers: RequestHandlers,
  window: () => Pick<WebContents, 'mainFrame'> | undefined,
  reportDefect: (where: string, error: unknown) => void,
  reportFailure: (request: RequestName, code: FailureCode) => void,
): void {
  for (const name of Object.keys(requestArguments) as RequestName[]) {
    ipcMain.handle(name, async (event, ...parameters: unknown[]) => {
      const result = isTrusted(event, window())
        ? await answer(handlers, name, parameters, reportDefect)
        : failure({ code: 'forbiddenSender' });
      if (!result.ok) reportFailure(name, result.error.code);
      return result;
    });
  }
}

/** Tells the window something, if there is one. */
export function tell<Name extends EventName>(
  window: Pick<WebContents, 'send'> | undefined,
  event: Name,
  payload: Events[Name],
): void {
  window?.send(event, payload);
}

function isTrusted(
  event: IpcMainInvokeEvent,
  window: Pick<WebContents, 'mainFrame'> | undefined,
): boolean {
  const frame = event.senderFrame;
  // Null once the frame has gone or navigated (Electron 45): then nobody is there whom we could trust.
  return (
    frame !== null &&
    window !== undefined &&
    frame === window.mainFrame &&
    frame.origin === appOrigin &&
    frame.url.startsWith(`${appOrigin}/`)
  );
}

async function answer<Name extends RequestName>(
  handlers: RequestHandlers,
  name: Name,
  parameters: unknown[],
  reportDefect: (where: string, error: unknown) => void,
): Promise<Result<RequestValues[Name]>> {
  if (parameters.length > 1 || !isSoundArgument(parameters[0])) {
    return failure({ code: 'badRequest' });
  }
  const argument = requestArguments[name].safeParse(parameters[0]);
  if (!argument.success) return failure({ code: 'badRequest' });
  try {
    return await handlers[name](argument.data as RequestArguments<Name>);
  } catch (error) {
    reportDefect(name, error);
    return failure({ code: 'internal' });
  }
}
