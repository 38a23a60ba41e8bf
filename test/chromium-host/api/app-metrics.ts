import type { ProcessMetric } from 'electron';
import { strict } from '../not-implemented.ts';
import { utilityProcesses } from '../utility/running.ts';

/** Which processes there are is known here; what they use only Electron measures, and reading it throws. */
type Implemented = Omit<ProcessMetric, 'cpu' | 'memory'>;

/** `app.getAppMetrics`: the main process and the utility processes; those of the browser are left out. */
export function appMetrics(): Implemented[] {
  const creationTime = Math.round(performance.timeOrigin);
  const metrics: Implemented[] = [{ type: 'Browser', pid: process.pid, creationTime }];
  for (const utility of utilityProcesses) {
    const { name, creationTime } = utility;
    const pid = utility.pid();
    const serviceName = 'node.mojom.NodeService';
    if (pid !== undefined) metrics.push({ type: 'Utility', pid, creationTime, serviceName, name });
  }
  return metrics.map((metric) => strict('ProcessMetric', metric));
}
