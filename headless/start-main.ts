import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { fail, ok, type Result } from '../core/base/result.ts'
import { type App, type AppDeps, startApp } from '../main/app.ts'
import { describeError } from '../main/disk/system-error.ts'
import { unmanaged } from '../main/policy/policy.ts'
import { pageNetwork } from '../main/previews/page-network.ts'
import { lockProfile } from '../main/profile/profile-lock.ts'
import { prepareProfile } from '../main/profile/profile-format.ts'
import { profileWords } from '../main/profile/profile-words.ts'
import { readProfile } from '../main/profile/profile.ts'

export interface MainDeps extends Omit<
  AppDeps,
  | 'profile'
  | 'policy'
  | 'info'
  | 'openLink'
  | 'onSystemLock'
  | 'desktop'
  | 'choosePlace'
  | 'updates'
  | 'pages'
> {
  /** Made where it is missing. */
  readonly folder: string
}

export type FolderFailure =
  /** Another program, or this one, has it open: two would write one journal. */
  { readonly kind: 'folder-in-use' } | { readonly kind: 'folder-unusable'; readonly detail: string }

/** All of main over one folder, where nobody looks at a screen. The folder is this one's until it is closed. */
export async function startMain({ folder, ...deps }: MainDeps): Promise<Result<App, FolderFailure>> {
  const entered = await enterFolder(path.resolve(folder), deps.clock)
  if (!entered.ok) return entered
  const { profile, unlock } = entered.value
  const app = await startApp({
    ...deps,
    profile,
    policy: unmanaged, // a program of somebody's, not an app on an organisation's desk
    info: { version: packageJson.version, shell: 'headless' },
    openLink: async () => false,
    choosePlace: async () => undefined,
    desktop: undefined,
    updates: undefined,
    pages: pageNetwork,
    onSystemLock: undefined,
  })
  return ok({ ...app, close: () => app.close().finally(unlock) })
}

async function enterFolder(folder: string, clock: AppDeps['clock']) {
  let unlock: (() => void) | undefined
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    unlock = lockProfile(folder)
    if (unlock === undefined) return fail({ kind: 'folder-in-use' } as const)
    const prepared = await prepareProfile(folder, { version: packageJson.version, now: clock.now })
    if (!prepared.ok) {
      unlock()
      return fail({ kind: 'folder-unusable', detail: profileWords(prepared.failure) } as const)
    }
    return ok({ profile: await readProfile(folder), unlock })
  } catch (error) {
    unlock?.()
    return fail({ kind: 'folder-unusable', detail: describeError(error) } as const)
  }
}
