/**
 * Runs in the page before the app does, in the browser shell alone: gives the preload, as it was built for Electron, the
 * two things that it takes from Electron, over a WebSocket to `main/browser.ts`. What a call says is told by main to both
 * shells alike.
 */
import { decodeMessage, encodeMessage } from './messages.mjs'

/** @typedef {{ resolve: (value: unknown) => void, reject: (error: Error) => void }} Waiting */
/** @typedef {(event: object, ...args: ReadonlyArray<unknown>) => void} Listener */

const tokenKey = 'tidings.token'
/** Pages of this very origin alone hear each other here: what one was opened with, another may be given. */
const windows = new BroadcastChannel('tidings.windows')
const question = 'which token?'
/** A running page answers in some milliseconds. */
const patience = 1_000

/** From the address, once, then out of sight of history and screenshots; a reload finds it where only this tab looks. */
function takeToken() {
  const { hash, pathname } = globalThis.location
  if (hash.length > 1) {
    globalThis.sessionStorage.setItem(tokenKey, hash.slice(1))
    globalThis.history.replaceState(undefined, '', pathname)
  }
  return globalThis.sessionStorage.getItem(tokenKey)
}

/** A window that was opened by its plain address is let in by one that runs already. */
function askForToken() {
  return new Promise((/** @type {(token: string | undefined) => void} */ resolve) => {
    setTimeout(() => resolve(undefined), patience)
    windows.addEventListener('message', (/** @type {MessageEvent<unknown>} */ { data }) => {
      if (typeof data === 'string' && data.startsWith('token.')) resolve(data.slice('token.'.length))
    })
    windows.postMessage(question)
  })
}

async function findToken() {
  const token = takeToken() ?? (await askForToken())
  if (token === undefined) return 'none'
  globalThis.sessionStorage.setItem(tokenKey, token)
  windows.addEventListener('message', ({ data }) => {
    if (data === question) windows.postMessage(`token.${token}`)
  })
  return token
}

/** @param {string} text */
function tell(text) {
  const note = document.createElement('p')
  note.role = 'alert'
  note.textContent = text
  document.body.replaceChildren(note)
}

/** @type {Map<number, Waiting>} */
const waiting = new Map()
/** @type {Map<string, Set<Listener>>} */
const listeners = new Map()
let asked = 0
let wasOpen = false

/** What is asked when Tidings is not there (any more) is not answered: the page says so in place of all that was on it. @param {string} token */
function connect(token) {
  const socket = new WebSocket(`ws://${globalThis.location.host}/ipc`, ['tidings-ipc', `token.${token}`])
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('message', (/** @type {MessageEvent<ArrayBuffer>} */ { data }) => hear(data))
  return new Promise((/** @type {(socket: WebSocket) => void} */ resolve) => {
    socket.addEventListener('open', () => {
      wasOpen = true
      resolve(socket)
    })
    socket.addEventListener('close', () => {
      tell(
        wasOpen
          ? 'Tidings has been closed. Start it again with npm start, and open the address that it prints then.'
          : 'This page may not speak to Tidings, or Tidings does not run. Open the whole address that npm start prints, with what stands behind the #.',
      )
    })
  })
}

const opened = findToken().then(connect)
opened.catch(() => undefined) // told on the page

/** @param {ArrayBuffer} data */
function hear(data) {
  const message = decodeMessage(new Uint8Array(data))
  if (isEvent(message)) {
    for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args)
  } else if (isAnswer(message)) {
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) call?.resolve(message.value)
    else call?.reject(new Error(message.error))
  }
}

/**
 * @param {unknown} message
 * @returns {message is { channel: string, args: ReadonlyArray<unknown> }}
 */
const isEvent = (message) => typeof message === 'object' && message !== null && 'channel' in message

/**
 * @param {unknown} message
 * @returns {message is { id: number, value?: unknown, error?: string }}
 */
const isAnswer = (message) => typeof message === 'object' && message !== null && 'id' in message

const ipcRenderer = {
  /**
   * @param {string} channel
   * @param {ReadonlyArray<unknown>} args
   * @returns {Promise<unknown>}
   */
  invoke: async (channel, ...args) => {
    const message = encodeMessage({ id: ++asked, channel, args: structuredClone(args) })
    const id = asked
    const socket = await opened
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      socket.send(message)
    })
  },
  /**
   * @param {string} channel
   * @param {Listener} listener
   */
  on: (channel, listener) => {
    const known = listeners.get(channel) ?? new Set()
    listeners.set(channel, known.add(listener))
  },
  /**
   * @param {string} channel
   * @param {Listener} listener
   */
  off: (channel, listener) => listeners.get(channel)?.delete(listener),
}

const contextBridge = {
  /**
   * @param {string} key
   * @param {object} api
   */
  exposeInMainWorld: (key, api) =>
    Object.defineProperty(globalThis, key, { value: Object.freeze(api), enumerable: true }),
}

/**
 * What the preload's `require` gives, as in a sandbox: `/preload.mjs`, which the server makes, runs the preload with it.
 *
 * @param {string} name
 */
export function requireForPreload(name) {
  if (name === 'electron') return { ipcRenderer, contextBridge }
  throw new Error(`a sandboxed preload may not require ${name}`)
}
