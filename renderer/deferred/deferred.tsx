import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { FailureNotice } from '../components/failure-notice.tsx';
import { useStartIsOver } from './start.ts';

/** A part of the window whose code is not among what the first rows wait for. */
export interface Deferred<Props> {
  (props: Props): ReactNode;
  /** Loads its code ahead, so that it is there at once when somebody wants it. */
  readonly load: () => Promise<void>;
}

interface DeferredOptions<Props> {
  /** What stands in its place until it is there. */
  readonly pending?: ComponentType<Props>;
  /** It is on screen from the beginning, but its code waits until the start is over. */
  readonly isPatient?: boolean;
}

/**
 * Makes a part whose code is loaded when it is shown, unless that was done ahead: then it is there with the same drawing, as any
 * other component. Code that can't be loaded is told, with a way to try again.
 *
 * @param code - imports the component
 */
export function deferred<Props extends object>(
  code: () => Promise<ComponentType<Props>>,
  { pending: Pending = BarePending, isPatient = false }: DeferredOptions<Props> = {},
): Deferred<Props> {
  let Loaded: ComponentType<Props> | null = null;
  let loading: Promise<void> | null = null;

  function load(): Promise<void> {
    loading ??= code().then(
      (component) => {
        Loaded = component;
      },
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  }

  function Part(props: Props) {
    const [state, setState] = useState<'pending' | 'here' | 'failed'>(
      Loaded === null ? 'pending' : 'here',
    );
    const isStartOver = useStartIsOver();
    const isWanted = state === 'pending' && (isStartOver || !isPatient);
    useEffect(() => {
      if (!isWanted) return;
      load().then(
        () => setState('here'),
        () => setState('failed'),
      );
    }, [isWanted]);
    if (Loaded !== null) return <Loaded {...props} />;
    if (state === 'failed') {
      return (
        <FailureNotice failure={{ code: 'internal' }} onRetry={() => window.location.reload()} />
      );
    }
    return <Pending {...props} />;
  }
  return Object.assign(Part, { load });
}

/** Nothing at first, then, by its style, a sign that something is on its way. */
function BarePending() {
  return <span className="part-pending" aria-busy="true" />;
}
