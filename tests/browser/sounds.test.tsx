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

function Conversation(): JSX.Element {
  const [isInView, setInView] = useState(true)
  const sounds = useKeptSounds()
  return (
    <SoundsProvider value={sounds}>
      <button onClick={() => setInView(!isInView)}>scroll</button>
      {isInView && (
        <AudioPlayer
          id="a"
          name="song"
          duration={seconds * 1_000}
          peaks={undefined}
          open={async () => silence()}
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

test('[AT8] a sound plays on while its message is out of view, stops with its conversation, and goes on where it was', async () => {
  const host = document.body.appendChild(document.createElement('div'))
  let root = createRoot(host)
  onTestFinished(() => {
    root.unmount()
    host.remove()
  })
  root.render(<Conversation />)
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
  root.render(<Conversation />)
  await expect.poll(place).toBeCloseTo(left, 0)
  await press('Play song')
  await expect.poll(place).toBeGreaterThan(left)
})
