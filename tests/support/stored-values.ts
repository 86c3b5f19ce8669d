import type { Page } from 'playwright-core'

/**
 * The values of the page's local store whose keys begin so, as how many bytes they have: keys are not encrypted, and a length
 * tells when another value is there.
 */
export const storedBytes = (page: Page, prefix: string): Promise<ReadonlyArray<number>> =>
  page.evaluate(async (start) => {
    const known = (await indexedDB.databases()).find(({ name = '' }) => /^tidings-[0-9a-f]{32}$/u.test(name))
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(known?.name ?? '')
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(new Error('no database')))
    })
    const range = IDBKeyRange.bound(start, `${start}~`)
    const found: Array<number> = []
    await new Promise<void>((resolve) => {
      const request = database.transaction('values').objectStore('values').openCursor(range)
      request.addEventListener('success', () => {
        const cursor = request.result
        if (cursor === null) return resolve()
        const value: unknown = cursor.value
        if (value instanceof Uint8Array) found.push(value.length)
        cursor.continue()
      })
    })
    database.close()
    return found
  }, prefix)
