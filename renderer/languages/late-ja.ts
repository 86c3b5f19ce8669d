/** What only late parts say, in Japanese: one file, loaded with the first of them. */
import { words as archive } from '../features/archive/words/ja.ts'
import { words as backup } from '../features/backup/words/ja.ts'
import { words as devices } from '../features/devices/words/ja.ts'
import { words as dropping } from '../features/dropping/words/ja.ts'
import { words as everyone } from '../features/everyone/words/ja.ts'
import { words as exporting } from '../features/export/words/ja.ts'
import { words as faces } from '../features/faces/words/ja.ts'
import { words as fileList } from '../features/file-list/words/ja.ts'
import { words as forward } from '../features/forward/words/ja.ts'
import { words as groups } from '../features/groups/words/ja.ts'
import { words as invite } from '../features/invite/words/ja.ts'
import { words as leaving } from '../features/leaving/words/ja.ts'
import { words as linking } from '../features/linking/words/ja.ts'
import { words as links } from '../features/links/words/ja.ts'
import { words as managing } from '../features/managing/words/ja.ts'
import { words as notices } from '../features/notices/words/ja.ts'
import { words as panel } from '../features/panel/words/ja.ts'
import { words as previews } from '../features/previews/words/ja.ts'
import { words as recovery } from '../features/recovery/words/ja.ts'
import { words as refusal } from '../features/refusal/words/ja.ts'
import { words as safety } from '../features/safety/words/ja.ts'
import { words as scheduled } from '../features/scheduled/words/ja.ts'
import { words as search } from '../features/search/words/ja.ts'
import { words as settings } from '../features/settings/words/ja.ts'
import { words as switcher } from '../features/switcher/words/ja.ts'
import { words as threadList } from '../features/thread-list/words/ja.ts'
import { words as unfinished } from '../features/unfinished/words/ja.ts'
import { words as unreadBar } from '../features/unread-bar/words/ja.ts'
import { words as updates } from '../features/updates/words/ja.ts'
import { words as welcome } from '../features/welcome/words/ja.ts'
import { words as workspaceMenu } from '../features/workspace-menu/words/ja.ts'
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
