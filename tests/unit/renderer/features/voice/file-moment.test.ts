import { expect, test } from 'vitest'
import { millis } from '../../../../../core/base/clock.ts'
import { fileMoment } from '../../../../../renderer/features/voice/file-moment.ts'

test('a moment in the name of a file has nothing that a system does not take there', () => {
  expect(fileMoment(millis(new Date(2026, 10, 7, 0, 48, 59).getTime()))).toBe('2026-11-07 00.48')
})
