import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { installFromFolder } from '../../../../main/updates/offline.ts'
import { folderSource } from '../../../../main/updates/release-source.ts'
import { createPublisher, makeRelease } from '../../../support/publisher.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { fileOf, setup } from './updates-kit.ts'

describe('a release in a folder', () => {
  const inFolder = (files: Map<string, Uint8Array>): string => {
    const folder = temporaryFolder()
    mkdirSync(folder, { recursive: true })
    for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes)
    return folder
  }

  test('[UP9] is installed by the same rules, without a network', async () => {
    const { deps, order, files, did, now } = await setup()
    const install = (all = files) => installFromFolder({ ...deps, now }, inFolder(all))
    expect(orThrow(await install())).toBe('1.2.4')
    expect(did).toEqual(['download', 'install'])
    const beta = { ...order, file: fileOf('beta'), version: '1.3.0-beta.1' }
    expect(orThrow(await install(makeRelease(beta)))).toBe('1.3.0-beta.1')
    did.length = 0
    const stranger = makeRelease({ ...order, publisher: createPublisher() })
    expect(await install(stranger)).toMatchObject({ failure: { kind: 'other-publisher' } })
    for (const version of ['1.2.3', '1.0.0'])
      expect(await install(makeRelease({ ...order, version }))).toMatchObject({
        failure: { kind: 'older', version },
      })
    expect(await install(new Map())).toMatchObject({ failure: { kind: 'unreachable' } })
    const bare = makeRelease(order)
    bare.delete('latest-linux.yml.minisig')
    expect(await install(bare)).toMatchObject({ failure: { kind: 'unsigned' } })
    expect(did).toEqual([])
  })

  test('[UP9] a package is read from beside its description', async () => {
    const { files } = await setup()
    const folder = inFolder(files)
    const pieces = orThrow(await folderSource(folder).pieces('Tidings-1.2.4.AppImage'))
    const read: Array<Uint8Array> = []
    for await (const piece of pieces) read.push(piece)
    expect(Buffer.concat(read)).toEqual(readFileSync(path.join(folder, 'Tidings-1.2.4.AppImage')))
    expect(await folderSource(folder).pieces('other')).toMatchObject({ failure: { kind: 'unreachable' } })
  })
})
