import { type ReactNode, useId } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';

interface HintedProps {
  /** What the control is called; shown where there is no hint. */
  readonly label?: string;
  /** What the tooltip says beyond the name. */
  readonly hint?: ReactNode;
  /** Makes the control; receives what its `aria-describedby` has to be. */
  readonly children: (describedBy: string) => ReactNode;
}

/**
 * A control with a tooltip, on hover and focus. The hint describes the control all the time: a description that comes with the
 * tooltip is read out twice, and one that repeats the name three times.
 */
export function Hinted({ label, hint, children }: HintedProps) {
  const hintId = useId();
  return (
    <>
      <TooltipTrigger delay={500}>
        {children(hint === undefined ? '' : hintId)}
        <Tooltip className="tooltip" offset={6}>
          {hint ?? label}
        </Tooltip>
      </TooltipTrigger>
      {hint !== undefined && (
        <div id={hintId} hidden>
          {hint}
        </div>
      )}
    </>
  );
}
