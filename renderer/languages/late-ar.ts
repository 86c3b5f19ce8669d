/** What only late parts say, in Arabic: one file, loaded with the first of them. */
import { words as archive } from '../features/archive/words/ar.ts'
import { words as backup } from '../features/backup/words/ar.ts'
import { words as devices } from '../features/devices/words/ar.ts'
import { words as dropping } from '../features/dropping/words/ar.ts'
import { words as everyone } from '../features/everyone/words/ar.ts'
import { words as exporting } from '../features/export/words/ar.ts'
import { words as faces } from '../features/faces/words/ar.ts'
import { words as fileList } from '../features/file-list/words/ar.ts'
import { words as forward } from '../features/forward/words/ar.ts'
import { words as groups } from '../features/groups/words/ar.ts'
import { words as invite } from '../features/invite/words/ar.ts'
import { words as leaving } from '../features/leaving/words/ar.ts'
import { words as linking } from '../features/linking/words/ar.ts'
import { words as links } from '../features/links/words/ar.ts'
import { words as managing } from '../features/managing/words/ar.ts'
import { words as notices } from '../features/notices/words/ar.ts'
import { words as panel } from '../features/panel/words/ar.ts'
import { words as previews } from '../features/previews/words/ar.ts'
import { words as recovery } from '../features/recovery/words/ar.ts'
import { words as refusal } from '../features/refusal/words/ar.ts'
import { words as safety } from '../features/safety/words/ar.ts'
import { words as scheduled } from '../features/scheduled/words/ar.ts'
import { words as search } from '../features/search/words/ar.ts'
import { words as settings } from '../features/settings/words/ar.ts'
import { words as switcher } from '../features/switcher/words/ar.ts'
import { words as threadList } from '../features/thread-list/words/ar.ts'
import { words as unfinished } from '../features/unfinished/words/ar.ts'
import { words as unreadBar } from '../features/unread-bar/words/ar.ts'
import { words as updates } from '../features/updates/words/ar.ts'
import { words as welcome } from '../features/welcome/words/ar.ts'
import { words as workspaceMenu } from '../features/workspace-menu/words/ar.ts'
import type { LateWords } from './spoken.ts'

export const catalogue: LateWords = {
  archive,
  backup,
  devices,
  dropping,
  everyone,
  exporting,
  faces,
  fileList,
  forward,
  groups,
  invite,
  leaving,
  linking,
  links,
  managing,
  notices,
  panel,
  previews,
  recovery,
  refusal,
  safety,
  scheduled,
  search,
  settings,
  switcher,
  threadList,
  unfinished,
  unreadBar,
  updates,
  welcome,
  workspaceMenu,
}
