import { expect, test } from 'vitest'
import { readFailureText, words } from '../../../../../renderer/features/backup/words.ts'

test('a device that cannot take a backup in says so in the words of the app, not in those of main', () => {
  expect(readFailureText({ kind: 'vault', detail: 'ENOSPC: no space left on device' })).toBe(
    words.failures.store,
  )
})
