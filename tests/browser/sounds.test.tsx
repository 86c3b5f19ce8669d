/** A sound in a message that is scrolled out of the list, and one that is left with its conversation. */
import type { JSX } from 'react'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, onTestFinished, test } from 'vitest'
import { page } from 'vitest/browser'
import { AudioPlayer } from '../../renderer/features/media/audio-player.tsx'
import { SoundsProvider, useKeptSounds } from '../../renderer/features/media/kept-sounds.ts'

const seconds = 60

/** Nothing to be heard, as a WAV file: 8,000 samples a second of a byte each. */
function silence(): Blob {
  const bytes = 8_000 * seconds
  const head = new DataView(new ArrayBuffer(44))
  const text = (at: number, letters: string): void =>
    new TextEncoder().encode(letters).forEach((byte, index) => head.setUint8(at + index, byte))
  text(0, 'RIFF')
  head.setUint32(4, 36 + bytes, true)
  text(8, 'WAVEfmt ')
  for (const [at, value] of [
    [16, 16],
    [24, 8_000],
    [28, 8_000],
  ] as const)
    head.setUint32(at, value, true)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    head.setUint16(at, value, true)
  text(36, 'data')
  head.setUint32(40, bytes, true)
  return new Blob([head, new Uint8Array(bytes).fill(128)], { type: 'audio/wav' })
}

interface ConversationProps {
  readonly id: string
  readonly open?: () => Promise<Blob>
}

function Conversation({ id, open = async () => silence() }: ConversationProps): JSX.Element {
  const [isInView, setInView] = useState(true)
  const sounds = useKeptSounds()
  return (
    <SoundsProvider value={sounds}>
      <button onClick={() => setInView(!isInView)}>scroll</button>
      {isInView && (
        <AudioPlayer
          id={id}
          name="song"
          duration={seconds * 1_000}
          peaks={undefined}
          open={open}
          tabIndex={0}
        />
      )}
    </SoundsProvider>
  )
}

const press = (name: string) => page.getByRole('button', { name }).click()
const place = (): number =>
  document.querySelector<HTMLInputElement>('input[type=range]')?.valueAsNumber ?? NaN
const sound = () => document.querySelector('audio')

function placeInPage(): HTMLElement {
  const host = document.body.appendChild(document.createElement('div'))
  onTestFinished(() => host.remove())
  return host
}

test('[AT8] a sound plays on while its message is out of view, stops with its conversation, and goes on where it was', async () => {
  const host = placeInPage()
  let root = createRoot(host)
  onTestFinished(() => root.unmount())
  root.render(<Conversation id="heard" />)
  await press('Speed: 1×')
  await press('Play song')
  await expect.poll(place).toBeGreaterThan(0)
  await press('scroll')
  const before = sound()?.currentTime ?? 0
  await expect.poll(() => sound()?.currentTime).toBeGreaterThan(before)
  expect(sound()?.paused).toBe(false)
  await press('scroll')
  await expect.poll(place).toBeGreaterThan(before)
  await expect.element(page.getByRole('button', { name: 'Speed: 1.5×' })).toBeVisible()
  await page.getByRole('button', { name: 'Pause song' }).click()

  const left = place()
  root.unmount()
  expect(sound()).toBe(null)
  root = createRoot(host)
  root.render(<Conversation id="heard" />)
  await expect.poll(place).toBeCloseTo(left, 0)
  await press('Play song')
  await expect.poll(place).toBeGreaterThan(left)
})

test('[AT8] a sound that comes while its message is out of view plays, and one that comes after its conversation was left does not', async () => {
  const host = placeInPage()
  let come: (file: Blob) => void = () => undefined
  let coming: Promise<Blob> | undefined
  const open = (): Promise<Blob> => (coming = new Promise((resolve) => (come = resolve)))
  for (const isLeft of [false, true]) {
    const root = createRoot(host)
    root.render(<Conversation id="to come" open={open} />)
    await press('Play song')
    expect(sound()).toBe(null)
    if (isLeft) root.unmount()
    else await press('scroll')
    come(silence())
    if (isLeft) await coming // the player waited for it first
    else await expect.poll(() => sound()?.currentTime).toBeGreaterThan(0)
    expect(sound() === null).toBe(isLeft)
    if (!isLeft) root.unmount()
  }
})
