const { safeStorage, utilityProcess } = require('electron');

globalThis.beforeReady = {};
void safeStorage.isAsyncEncryptionAvailable().then((available) => {
  globalThis.beforeReady.available = available;
});
if (process.platform === 'linux') {
  globalThis.beforeReady.backend = safeStorage.getSelectedStorageBackend();
} else {
  globalThis.beforeReady.backend = 'the platform has only one';
}
safeStorage.encryptStringAsync('too early').catch((error) => {
  globalThis.beforeReady.encrypt = error.message;
});
try {
  utilityProcess.fork(__filename);
} catch (error) {
  globalThis.beforeReady.fork = error.message;
}
