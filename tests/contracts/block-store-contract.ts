import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import type { BlockStore } from '../../core/search/block-store.ts'

/** What every `BlockStore` must do. */
export function blockStoreContract(name: string, open: () => Promise<BlockStore>): void {
  describe(`block store: ${name}`, () => {
    test('reads what was written, in the order asked; nothing for what is not there', async () => {
      const store = await open()
      await store.write(
        [
          { name: '1/head', bytes: Uint8Array.of(1, 2) },
          { name: 'manifest', bytes: new Uint8Array(100_000).fill(7) },
        ],
        [],
      )
      expect(orThrow(await store.read(['manifest', 'none', '1/head']))).toEqual([
        new Uint8Array(100_000).fill(7),
        undefined,
        Uint8Array.of(1, 2),
      ])
    })

    test('one write puts and deletes', async () => {
      const store = await open()
      await store.write([{ name: 'a', bytes: Uint8Array.of(1) }], [])
      await store.write([{ name: 'b', bytes: Uint8Array.of(2) }], ['a'])
      expect(orThrow(await store.names())).toEqual(['b'])
    })

    test('once closed it answers nothing', async () => {
      const store = await open()
      await store.close()
      expect(await store.read(['a'])).toMatchObject({ ok: false, failure: { kind: 'closed' } })
      expect(await store.write([{ name: 'a', bytes: Uint8Array.of(1) }], [])).toMatchObject({ ok: false })
    })
  })
}
