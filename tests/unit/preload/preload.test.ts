import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { callChannel, eventChannel } from '../../../core/bridge/channels.ts'
import type { BridgeEvents, RootBridge } from '../../../core/bridge/contract.ts'

/** What the preload gives the page, over an Electron that writes down what it is asked. */
async function setupPreload() {
  vi.resetModules()
  const exposed = new Map<string, RootBridge>()
  const invoke = vi.fn<(...args: unknown[]) => Promise<unknown>>(async () => 'answer')
  const ipcRenderer = Object.assign(new EventEmitter(), { invoke })
  const contextBridge = { exposeInMainWorld: (key: string, api: RootBridge) => void exposed.set(key, api) }
  vi.doMock('electron', () => ({ ipcRenderer, contextBridge }))
  await import('../../../preload/index.ts')
  const bridge = exposed.get('bridge')
  if (bridge === undefined) throw new Error('no bridge')
  return { exposed, bridge, ipcRenderer, invoke }
}

test('the page gets a bridge that calls and listens, and nothing more', async () => {
  const { exposed, bridge } = await setupPreload()
  expect([...exposed.keys()]).toEqual(['bridge'])
  expect(Object.keys(bridge)).toEqual(['call', 'listen', 'at'])
})

test('a call goes through the one channel', async () => {
  const { bridge, invoke } = await setupPreload()
  expect(await bridge.call('session.unlock', { password: 'x' })).toBe('answer')
  expect(invoke).toHaveBeenCalledExactlyOnceWith(callChannel, 'session.unlock', { password: 'x' }, undefined)
})

test('a listener hears its own events, without Electron’s event object, until it stops', async () => {
  const { bridge, ipcRenderer } = await setupPreload()
  const heard: Array<BridgeEvents['session.changed']> = []
  const stop = bridge.listen('session.changed', (...args) => heard.push(...args))
  const state = { kind: 'signed-out', server: 'http://127.0.0.1:1' } as const
  ipcRenderer.emit(eventChannel, { sender: 'raw' }, 'session.changed', state)
  ipcRenderer.emit(eventChannel, { sender: 'raw' }, 'another.event', state)
  expect(heard).toEqual([state])
  stop()
  ipcRenderer.emit(eventChannel, {}, 'session.changed', state)
  expect(heard).toEqual([state])
  expect(ipcRenderer.listenerCount(eventChannel)).toBe(0)
})

test('[SE1] the bridge of a seat asks as that seat, and hears of it and of what is everybody’s', async () => {
  const { bridge, ipcRenderer, invoke } = await setupPreload()
  await bridge.at(2).call('session.lock', {})
  expect(invoke).toHaveBeenCalledExactlyOnceWith(callChannel, 'session.lock', {}, 2)

  const heard: Array<readonly [string, BridgeEvents['session.changed']]> = []
  bridge.listen('session.changed', (state) => heard.push(['root', state]))
  bridge.at(1).listen('session.changed', (state) => heard.push(['first', state]))
  bridge.at(2).listen('session.changed', (state) => heard.push(['second', state]))
  const state = { kind: 'signed-out', server: 'http://127.0.0.1:1' } as const
  ipcRenderer.emit(eventChannel, {}, 'session.changed', state, 2)
  expect(heard).toEqual([['second', state]])
  ipcRenderer.emit(eventChannel, {}, 'session.changed', state)
  expect(heard.slice(1).map(([whose]) => whose)).toEqual(['root', 'first', 'second'])
})
