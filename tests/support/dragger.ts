import type { Locator, Page } from 'playwright-core'

/** What a system does with files that the mouse holds. */
export async function dragger(page: Page): Promise<{
  readonly hold: (over: Locator, ...files: ReadonlyArray<string>) => Promise<void>
  readonly drop: () => Promise<void>
}> {
  const browser = await page.context().newCDPSession(page)
  let held: Omit<Parameters<typeof dispatch>[0], 'type'> | undefined
  const dispatch = (event: {
    readonly type: 'dragEnter' | 'dragOver' | 'drop'
    readonly x: number
    readonly y: number
    readonly data: { items: []; files: Array<string>; dragOperationsMask: number }
  }): Promise<unknown> => browser.send('Input.dispatchDragEvent', event)
  return {
    hold: async (over, ...files) => {
      const box = await over.boundingBox()
      if (box === null) throw new Error('nothing to hold them over')
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
      held = { x, y, data: { items: [], files: [...files], dragOperationsMask: 1 } }
      await dispatch({ type: 'dragEnter', ...held })
      await dispatch({ type: 'dragOver', ...held })
    },
    drop: async () => {
      if (held !== undefined) await dispatch({ type: 'drop', ...held })
    },
  }
}
