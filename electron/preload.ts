import { contextBridge } from 'electron';

contextBridge.exposeInMainWorld('erp', {});
