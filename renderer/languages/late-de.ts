/** What only late parts say, in German: one file, loaded with the first of them. */
import { words as archive } from '../features/archive/words/de.ts'
import { words as backup } from '../features/backup/words/de.ts'
import { words as devices } from '../features/devices/words/de.ts'
import { words as dropping } from '../features/dropping/words/de.ts'
import { words as everyone } from '../features/everyone/words/de.ts'
import { words as exporting } from '../features/export/words/de.ts'
import { words as faces } from '../features/faces/words/de.ts'
import { words as fileList } from '../features/file-list/words/de.ts'
import { words as forward } from '../features/forward/words/de.ts'
import { words as groups } from '../features/groups/words/de.ts'
import { words as invite } from '../features/invite/words/de.ts'
import { words as leaving } from '../features/leaving/words/de.ts'
import { words as linking } from '../features/linking/words/de.ts'
import { words as links } from '../features/links/words/de.ts'
import { words as managing } from '../features/managing/words/de.ts'
import { words as notices } from '../features/notices/words/de.ts'
import { words as panel } from '../features/panel/words/de.ts'
import { words as previews } from '../features/previews/words/de.ts'
import { words as recovery } from '../features/recovery/words/de.ts'
import { words as refusal } from '../features/refusal/words/de.ts'
import { words as safety } from '../features/safety/words/de.ts'
import { words as scheduled } from '../features/scheduled/words/de.ts'
import { words as search } from '../features/search/words/de.ts'
import { words as settings } from '../features/settings/words/de.ts'
import { words as switcher } from '../features/switcher/words/de.ts'
import { words as threadList } from '../features/thread-list/words/de.ts'
import { words as unfinished } from '../features/unfinished/words/de.ts'
import { words as unreadBar } from '../features/unread-bar/words/de.ts'
import { words as updates } from '../features/updates/words/de.ts'
import { words as welcome } from '../features/welcome/words/de.ts'
import { words as workspaceMenu } from '../features/workspace-menu/words/de.ts'
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
