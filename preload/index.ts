/** Exposes the bridge to the page, nothing else: no Electron object, no event object. Main checks all that comes through. */
import { contextBridge, ipcRenderer } from 'electron'
import { callChannel, eventChannel } from '../core/bridge/channels.ts'
import type { BridgeEvents, PageBridge, RootBridge } from '../core/bridge/contract.ts'

const bridgeAt = (seat: number | undefined): PageBridge => ({
  call: (name, input) => ipcRenderer.invoke(callChannel, name, input, seat),
  listen: (name, listener) => {
    const heard = (_event: unknown, about: unknown, event: BridgeEvents[typeof name], of?: number): void => {
      if (about === name && (of === undefined || of === seat)) listener(event)
    }
    ipcRenderer.on(eventChannel, heard)
    return () => void ipcRenderer.off(eventChannel, heard)
  },
})

const bridge: RootBridge = { ...bridgeAt(undefined), at: bridgeAt }

contextBridge.exposeInMainWorld('bridge', bridge)
