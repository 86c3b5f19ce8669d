/** Exposes the bridge to the page, nothing else: no Electron object, no event object. Main checks all that comes through. */
import { contextBridge, ipcRenderer } from 'electron'
import { callChannel, eventChannel } from '../core/bridge/channels.ts'
import type { BridgeEvents, PageBridge } from '../core/bridge/contract.ts'

const bridge: PageBridge = {
  call: (name, input) => ipcRenderer.invoke(callChannel, name, input),
  listen: (name, listener) => {
    const heard = (_event: unknown, about: unknown, event: BridgeEvents[typeof name]): void => {
      if (about === name) listener(event)
    }
    ipcRenderer.on(eventChannel, heard)
    return () => void ipcRenderer.off(eventChannel, heard)
  },
}

contextBridge.exposeInMainWorld('bridge', bridge)
