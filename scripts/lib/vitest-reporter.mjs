import { writeFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: ReadonlyArray<{ title: string, reason: string }> }} Tally */

/**
 * Writes a `Tally` of the run as JSON to the file that TALLY_FILE names. vitest's own JSON reporter leaves out why a
 * test was skipped. What hides a failure counts as one: an error outside the tests, a file that did not load, and a
 * test that did not run and does not say why.
 */
// oxlint-disable-next-line import/no-default-export -- vitest loads a reporter by its default export
export default class TallyReporter {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<unknown>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    let passed = 0
    let failed = unhandledErrors.length
    const skipped = []
    for (const module of modules) {
      failed += module.errors().length
      for (const suite of module.children.allSuites()) failed += suite.errors().length
      for (const test of module.children.allTests()) {
        const result = test.result()
        const reason = result.state === 'skipped' ? result.note : undefined
        if (result.state === 'passed') passed++
        else if (reason === undefined) failed++
        else skipped.push({ title: test.fullName, reason })
      }
    }
    const file = process.env['TALLY_FILE']
    if (file === undefined) throw new Error('TALLY_FILE must name the file to write')
    writeFileSync(file, JSON.stringify({ passed, failed, skipped }))
  }
}
