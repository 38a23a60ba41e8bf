// Loaded before the app's main bundle (`electron -r`): on Linux the computer's policy is another file, as if root had written it,
// because tests don't write to /etc.
const promises = require('node:fs/promises');
const { syncBuiltinESMExports } = require('node:module');

const folder = '/etc/navigator-for-erp-net';
const policyFile = process.env.TEST_POLICY_FILE;

if (policyFile !== undefined) {
  const { open, stat } = promises;
  promises.open = async (path, ...more) => {
    if (path !== `${folder}/policy.json`) return open(path, ...more);
    const file = await open(policyFile, ...more);
    const { size } = await file.stat();
    file.stat = async () => ({ uid: 0, mode: 0o100644, size, isFile: () => true });
    return file;
  };
  promises.stat = async (path, ...more) =>
    path === folder ? { uid: 0, mode: 0o40755 } : stat(path, ...more);
  syncBuiltinESMExports();
}
