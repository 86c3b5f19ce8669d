/** The hook of docs/guides/client.md in a real page, over a socket that the test moves by hand. */
import { createRoot } from 'react-dom/client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { useChat } from '../../renderer/client/use-chat.ts'
import { messageFrame, roomId } from '../support/chat-world.ts'

function setupSockets() {
  const sockets: Array<
    EventTarget & { readonly address: string; readonly sent: Array<string>; closed: boolean }
  > = []
  vi.stubGlobal('WebSocket', function open(address: string) {
    const sent: Array<string> = []
    const socket = Object.assign(new EventTarget(), {
      address,
      sent,
      closed: false,
      send: (text: string) => void sent.push(text),
      close: () => {
        socket.closed = true
      },
    })
    sockets.push(socket)
    return socket
  })
  vi.stubGlobal('fetch', async () => Response.json({ messages: [], more: false }))
  onTestFinished(() => void vi.unstubAllGlobals())
  const say = (frame: object): void => {
    sockets.at(-1)?.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }))
  }
  return { sockets, say, open: () => void sockets.at(-1)?.dispatchEvent(new Event('open')) }
}

/** The component of the guide. */
function Room({ token }: { readonly token: string }) {
  const { messages, isConnected, sendMessage } = useChat(token, roomId)
  return (
    <section>
      <p>{isConnected ? 'Connected' : 'Not connected'}</p>
      <ol>
        {messages.map((message) => (
          <li key={message.id}>{message.text}</li>
        ))}
      </ol>
      <button onClick={() => sendMessage('Hello')}>Say hello</button>
    </section>
  )
}

test('[CC1][CC2] a page shows a room, says something, and begins anew with another token', async () => {
  const { sockets, say, open } = setupSockets()
  const element = document.body.appendChild(document.createElement('div'))
  const root = createRoot(element)
  onTestFinished(() => {
    root.unmount()
    element.remove()
  })
  root.render(<Room token="first" />)
  await expect.element(page.getByText('Not connected')).toBeVisible()
  await expect.poll(() => sockets.length).toBe(1)
  expect(sockets[0]?.address).toBe(`${location.origin.replace('http', 'ws')}/ws?token=first`)
  open()
  say({ type: 'room_joined', roomId, name: 'plans', memberCount: 2 })
  say(messageFrame('1', 'Good morning', 1))
  await expect.element(page.getByText('Good morning')).toBeVisible()
  await expect.element(page.getByText('Connected', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Say hello' }).click()
  await expect.element(page.getByText('Hello', { exact: true })).toBeVisible()
  expect(sockets[0]?.sent.some((text) => text.includes('"content":"Hello"'))).toBe(true)
  root.render(<Room token="second" />)
  await expect.poll(() => sockets.length).toBe(2)
  expect(sockets[0]?.closed).toBe(true)
})
