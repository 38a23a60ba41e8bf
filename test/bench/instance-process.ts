/** A simulated instance in a process of its own, so that its work is not counted as the app's; tells its parent where it is. */
import { OAuthApp } from '../simulator/identity/oauth-app.ts';
import { startSimulator } from '../simulator/simulator.ts';

const simulator = await startSimulator({
  orders: Number(process.argv[2] ?? '1000'),
  rateLimit: 1_000_000,
});
const tokens = await new OAuthApp(simulator).signIn();
process.send?.({ host: simulator.host, token: tokens.access_token });
process.on('disconnect', () => process.exit());
