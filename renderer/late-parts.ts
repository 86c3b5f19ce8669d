/** All that is read after the first screen. An update may replace the files under a running app: what was read before is there all the same. */
import * as settings from './features/settings/late.ts'
import * as main from './features/main/late.ts'
import * as switcher from './features/switcher/late.ts'
import * as keys from './features/keys/late.ts'
import * as threads from './features/thread-list/late.ts'
import * as welcome from './features/welcome/late.ts'
import * as workspaces from './features/workspaces/late.ts'
import * as workspaceMenu from './features/workspace-menu/late.ts'
import * as account from './features/account/late.ts'
import * as own from './features/own/late.ts'
import * as accounts from './features/accounts/late.ts'
import * as panel from './features/panel/late.ts'
import * as fileList from './features/file-list/late.ts'
import * as conversation from './features/conversation/late.ts'
import * as attachments from './features/attachments/late.ts'
import * as later from './features/later/late.ts'
import * as signIn from './features/sign-in/late.ts'
import * as safety from './features/safety/late.ts'
import * as linking from './features/linking/late.ts'
import * as connection from './features/connection/late.ts'
import * as composer from './features/composer/late.ts'
import * as markup from './features/markup/late.ts'
import * as archive from './features/archive/late.ts'
import * as backup from './features/backup/late.ts'
import * as sidebar from './features/sidebar/late.ts'
import * as documents from './features/documents/late.ts'
import * as manage from './features/manage/late.ts'
import * as personal from './features/personal/late.ts'
import * as leaving from './features/leaving/late.ts'
import * as links from './features/links/late.ts'
import * as previews from './features/previews/late.ts'
import * as voice from './features/voice/late.ts'
import * as everyone from './features/everyone/late.ts'

type Parts = Readonly<Record<string, { readonly preload: () => Promise<void> }>>
const all: ReadonlyArray<Parts> = [
  settings,
  main,
  switcher,
  keys,
  threads,
  welcome,
  workspaces,
  workspaceMenu,
  account,
  own,
  accounts,
  panel,
  fileList,
  conversation,
  attachments,
  later,
  signIn,
  safety,
  linking,
  connection,
  composer,
  markup,
  archive,
  backup,
  sidebar,
  documents,
  manage,
  personal,
  leaving,
  links,
  previews,
  voice,
  everyone,
]

/** One after another: what the person does meanwhile comes first. Never rejects. */
export async function preloadLateParts(): Promise<void> {
  for (const part of all.flatMap((feature) => Object.values(feature))) await part.preload()
}
