import { expect, test } from 'vitest'
import { errorReport, processReport } from '../../../../../renderer/features/crash/report-text.ts'

test('[DT11] of a process it says which programs ran and how it ended', () => {
  const facts = {
    version: '1.2.3',
    system: 'linux 6.1 x64',
    electron: '45.4.1',
    chrome: '156.0',
    reason: 'oom',
    exitCode: 9,
    at: Date.UTC(2026, 10, 27),
  }
  expect(processReport(facts)).toBe(
    'Tidings 1.2.3\nSystem: linux 6.1 x64\nElectron 45.4.1, Chromium 156.0\nEnded: oom, 9\nAt: 2026-11-27T00:00:00.000Z\n',
  )
})

test('[DT11] of an error its kind and the places in our script, never its words, names or addresses', () => {
  const error = new TypeError('cannot read "my secret" of ana')
  error.stack = [
    'TypeError: cannot read "my secret" of ana',
    '    at my secret (app://ui/assets/index-Ab1.js:12:345)',
    '    at https://evil.example/?q=my-secret:1:2',
    '    at https://evil.example/ana.js:1:2',
    '    at C:\\Users\\ana\\x.js:3:4',
    '    at app://ui/assets/chunk-9.js:6:7',
  ].join('\n')
  expect(errorReport(error, 'Chrome/156')).toBe(
    'Tidings\nBrowser: Chrome/156\nError: TypeError\n  index-Ab1.js:12:345\n  chunk-9.js:6:7\n',
  )
})

test('[DT11] what is no error, or calls itself something, says nothing either', () => {
  expect(errorReport('my secret', 'x')).toBe('Tidings\nBrowser: x\nError: Error\n')
  const named = new Error('x')
  named.name = 'my secret'
  named.stack = ''
  expect(errorReport(named, 'x')).toBe('Tidings\nBrowser: x\nError: Error\n')
  named.stack = Array.from({ length: 100 }, (_, at) => `at /assets/a.js:${at}:1`).join('\n')
  expect(errorReport(named, 'x').split('\n')).toHaveLength(34)
})
