/** What only late parts say, in English: one file, loaded with the first of them. */
import { words as archive } from '../features/archive/words/en.ts'
import { words as backup } from '../features/backup/words/en.ts'
import { words as devices } from '../features/devices/words/en.ts'
import { words as dropping } from '../features/dropping/words/en.ts'
import { words as everyone } from '../features/everyone/words/en.ts'
import { words as exporting } from '../features/export/words/en.ts'
import { words as faces } from '../features/faces/words/en.ts'
import { words as fileList } from '../features/file-list/words/en.ts'
import { words as forward } from '../features/forward/words/en.ts'
import { words as groups } from '../features/groups/words/en.ts'
import { words as invite } from '../features/invite/words/en.ts'
import { words as leaving } from '../features/leaving/words/en.ts'
import { words as linking } from '../features/linking/words/en.ts'
import { words as links } from '../features/links/words/en.ts'
import { words as managing } from '../features/managing/words/en.ts'
import { words as notices } from '../features/notices/words/en.ts'
import { words as panel } from '../features/panel/words/en.ts'
import { words as previews } from '../features/previews/words/en.ts'
import { words as recovery } from '../features/recovery/words/en.ts'
import { words as refusal } from '../features/refusal/words/en.ts'
import { words as safety } from '../features/safety/words/en.ts'
import { words as scheduled } from '../features/scheduled/words/en.ts'
import { words as search } from '../features/search/words/en.ts'
import { words as settings } from '../features/settings/words/en.ts'
import { words as switcher } from '../features/switcher/words/en.ts'
import { words as threadList } from '../features/thread-list/words/en.ts'
import { words as unfinished } from '../features/unfinished/words/en.ts'
import { words as unreadBar } from '../features/unread-bar/words/en.ts'
import { words as updates } from '../features/updates/words/en.ts'
import { words as welcome } from '../features/welcome/words/en.ts'
import { words as workspaceMenu } from '../features/workspace-menu/words/en.ts'

export const catalogue = {
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
} as const
