/** What a test's browsers show and say that no expectation of it asks for. */
import type { BrowserContext } from 'playwright-core'
import type { TestContext } from 'vitest'

export interface WatchedPages {
  /** What failed so far, for a test that is about that: it fails no more for it. */
  readonly takeFailures: () => ReadonlyArray<string>
  readonly watch: (context: BrowserContext) => void
  /** Before the browsers end. A failed test is told with what the pages showed then; for one that passed it resolves to how a page failed. */
  readonly finish: (task: TestContext['task']) => Promise<Error | undefined>
}

/** Lines of a page: what lies in the way of a test is near its top or in a dialog, which comes last. */
const shownLines = 60

export function createWatchedPages(): WatchedPages {
  const contexts: Array<BrowserContext> = []
  const failures: string[] = []
  return {
    takeFailures: () => failures.splice(0),
    watch: (context) => {
      contexts.push(context)
      context.on('weberror', (error) => failures.push(textOf(error.error())))
    },
    finish: async ({ result }) => {
      const failed = result?.state === 'fail' ? result.errors?.[0] : undefined
      if (failed === undefined) {
        return failures.length > 0 ? new Error(`a page failed: ${failures.join('\n')}`) : undefined
      }
      const shown = await Promise.all(contexts.flatMap((context) => context.pages()).map(shownBy))
      failed.message = [failed.message, ...failures.map((each) => `A page failed: ${each}`), ...shown].join(
        '\n\n',
      )
    },
  }
}

const textOf = (error: Error): string => error.stack ?? error.message

async function shownBy(page: ReturnType<BrowserContext['pages']>[number]): Promise<string> {
  const snapshot = await page
    .locator('body')
    .ariaSnapshot({ timeout: 5_000 })
    .catch((error: unknown) => `nothing: ${String(error)}`)
  const lines = snapshot.split('\n')
  const cut =
    lines.length <= shownLines
      ? lines
      : [...lines.slice(0, shownLines / 2), '…', ...lines.slice(-shownLines / 2)]
  return `${page.url().replace(/#.*/u, '')} showed:\n${cut.join('\n')}`
}
