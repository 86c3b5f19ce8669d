/** `--install-update=FOLDER`: a release that an administrator has laid into a folder, for machines without a network. Rule UP9. */
import { fail, type Result } from '../../core/base/result.ts'
import { type UpdateChannel, updateChannels, type UpdateRefusal } from '../../core/bridge/updates-contract.ts'
import type { OpenInstaller } from './installer.ts'
import { readRelease, type ReleaseDeps } from './release.ts'
import { folderSource } from './release-source.ts'
import type { UpdateRecord } from './update-record.ts'

export interface OfflineDeps extends Omit<ReleaseDeps, 'seenAt'> {
  readonly fileOf: (channel: UpdateChannel) => string
  readonly openInstaller: OpenInstaller
  readonly record: UpdateRecord
}

/** Of the first channel that lies there. The share of the fleet does not count: an administrator chose this machine. */
export async function installFromFolder(
  deps: OfflineDeps,
  folder: string,
): Promise<Result<string, UpdateRefusal>> {
  const source = folderSource(folder)
  const lookAt = (channel: UpdateChannel) =>
    readRelease({ ...deps, seenAt: deps.record.seenAt }, source, deps.fileOf(channel))
  const [first, second] = updateChannels
  let read = await lookAt(first)
  if (!read.ok && read.failure.kind === 'unreachable') read = await lookAt(second)
  if (!read.ok) return read
  const { release, isNewer } = read.value
  if (!isNewer) return fail({ kind: 'older', version: release.version })
  const opened = await deps.openInstaller(release, source)
  if (!opened.ok) return opened
  const fetched = await opened.value.download(() => undefined)
  if (!fetched.ok) return fetched
  const installed = await opened.value.install()
  return installed.ok ? { ok: true, value: release.version } : installed
}
