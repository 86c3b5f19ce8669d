import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { callChannel, eventChannel } from '../../../core/bridge/channels.ts'
import type { BridgeEvents, PageBridge } from '../../../core/bridge/contract.ts'

/** What the preload gives the page, over an Electron that writes down what it is asked. */
async function setupPreload() {
  vi.resetModules()
  const exposed = new Map<string, PageBridge>()
  const invoke = vi.fn<(...args: unknown[]) => Promise<unknown>>(async () => 'answer')
  const ipcRenderer = Object.assign(new EventEmitter(), { invoke })
  const contextBridge = { exposeInMainWorld: (key: string, api: PageBridge) => void exposed.set(key, api) }
  vi.doMock('electron', () => ({ ipcRenderer, contextBridge }))
  await import('../../../preload/index.ts')
  const bridge = exposed.get('bridge')
  if (bridge === undefined) throw new Error('no bridge')
  return { exposed, bridge, ipcRenderer, invoke }
}

test('the page gets a bridge that calls and listens, and nothing more', async () => {
  const { exposed, bridge } = await setupPreload()
  expect([...exposed.keys()]).toEqual(['bridge'])
  expect(Object.keys(bridge)).toEqual(['call', 'listen'])
})

test('a call goes through the one channel', async () => {
  const { bridge, invoke } = await setupPreload()
  expect(await bridge.call('session.unlock', { password: 'x' })).toBe('answer')
  expect(invoke).toHaveBeenCalledExactlyOnceWith(callChannel, 'session.unlock', { password: 'x' })
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
