import { expect, test } from 'vitest'
import { stillOf } from '../../../../../renderer/features/attachments/thumbnail-image.tsx'
import { durationText } from '../../../../../renderer/features/media/duration-text.ts'
import { toPeaks } from '../../../../../renderer/features/voice/peaks.ts'
import { hugePng, movingPng, pngOf } from '../../../../support/pictures.ts'

test.each([
  [0, '0:00'],
  [999, '0:00'],
  [65_000, '1:05'],
  [3_723_000, '1:02:03'],
  [-5, '0:00'],
])('%d milliseconds are %s', (ms, text) => expect(durationText(ms)).toBe(text))

test('a long sound has 64 peaks, each the loudest of its part', () => {
  const levels = Array.from({ length: 640 }, (_, index) => (index === 639 ? 7 : 0.1))
  const peaks = toPeaks(levels)
  expect(peaks).toHaveLength(64)
  expect([peaks[0], peaks[63]]).toEqual([26, 255])
  expect([...toPeaks([])]).toEqual([0])
})

test('a small picture stands still and is small: nothing else is drawn in a list', () => {
  expect(stillOf(pngOf(20, 20))?.type).toBe('image/png')
  const gif = new Uint8Array(Buffer.from('GIF89a\u0010\u0000\u0010\u0000\u0000\u0000\u0000', 'latin1'))
  for (const bytes of [movingPng(), gif, hugePng(1_025, 1), hugePng(60_000, 60_000), new Uint8Array()])
    expect(stillOf(bytes)).toBeUndefined()
})
