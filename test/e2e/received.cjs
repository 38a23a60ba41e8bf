// Loaded before the app's main bundle (`electron -r`): keeps a copy of everything that crosses to the renderer, so that a
// spec can search it for secrets. It changes nothing of what is sent.
const { app, ipcMain } = require('electron');

const received = [];
globalThis.receivedByRenderer = received;

function keep(value) {
  received.push(JSON.stringify(value));
}

const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, handler) =>
  handle(channel, async (event, ...parameters) => {
    const answer = await handler(event, ...parameters);
    keep([channel, answer]);
    return answer;
  });

app.on('web-contents-created', (_event, contents) => {
  const send = contents.send.bind(contents);
  contents.send = (channel, ...payload) => {
    keep([channel, ...payload]);
    send(channel, ...payload);
  };
});
