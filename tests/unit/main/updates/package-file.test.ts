import path from 'node:path'
import { expect, test } from 'vitest'
import { fail } from '../../../../core/base/result.ts'
import { fetchPackage } from '../../../../main/updates/package-file.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const described = { url: 'Tidings-1.2.4-x64.AppImage', size: 1, sha512: '' }

test('[UP6] where the disk takes no package, the source is not asked for one: it would be left open', async () => {
  const asked: Array<string> = []
  const source = {
    read: async () => fail({ kind: 'unreachable' } as const),
    pieces: async (name: string) => {
      asked.push(name)
      return fail({ kind: 'unreachable' } as const)
    },
  }
  const folder = temporaryFolder()
  const nowhere = path.join(folder, 'gone', 'package')
  expect(await fetchPackage(source, described, nowhere, () => undefined)).toEqual(fail({ kind: 'disk' }))
  expect(asked).toEqual([])
  const there = path.join(folder, 'package')
  expect(await fetchPackage(source, described, there, () => undefined)).toEqual(fail({ kind: 'unreachable' }))
  expect(asked).toEqual([described.url])
})
