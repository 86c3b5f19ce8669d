/** The bridge over Electron's IPC; with the preload the only place that knows it. */
import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { Defect } from '../../core/base/defect.ts'
import { answerBridge } from '../../core/bridge/answer.ts'
import { callChannel, eventChannel } from '../../core/bridge/channels.ts'
import type { BridgeEventName, BridgeEvents } from '../../core/bridge/contract.ts'
import type { BridgeAt } from '../seats/seats.ts'
import { isAppAddress } from '../window/app-address.ts'

/** What is asked before there is a bridge is answered then. */
export function serveBridge(opened: () => Promise<BridgeAt>): void {
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown, seat: unknown) => {
    if (!isOurPage(event)) throw new Defect('the bridge was asked by a foreign frame')
    return opened().then((bridgeAt) => answerBridge(bridgeAt(seat), name, input))
  })
}

/** Tells one window. */
export function tellPage<Name extends BridgeEventName>(
  { webContents }: BrowserWindow,
  name: Name,
  event: BridgeEvents[Name],
  seat?: number,
): void {
  const told = seat === undefined ? [name, event] : [name, event, seat]
  webContents.send(eventChannel, ...told)
}

/** `seat`: whose it is; left out for what is everybody's. */
export function tellPages<Name extends BridgeEventName>(
  name: Name,
  event: BridgeEvents[Name],
  seat?: number,
): void {
  for (const window of BrowserWindow.getAllWindows()) tellPage(window, name, event, seat)
}

/** The top frame of our own page. A frame that has gone meanwhile is null: nobody waits for that answer. */
function isOurPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isAppAddress(senderFrame.url)
}
