/** All words in Spanish: one file, loaded where it is spoken. */
import { words as account } from '../features/account/words/es.ts'
import { words as attachments } from '../features/attachments/words/es.ts'
import { words as composer } from '../features/composer/words/es.ts'
import { words as connection } from '../features/connection/words/es.ts'
import { words as conversation } from '../features/conversation/words/es.ts'
import { words as devices } from '../features/devices/words/es.ts'
import { words as documents } from '../features/documents/words/es.ts'
import { words as emoji } from '../features/emoji/words/es.ts'
import { words as forward } from '../features/forward/words/es.ts'
import { words as keys } from '../features/keys/words/es.ts'
import { words as linking } from '../features/linking/words/es.ts'
import { words as main } from '../features/main/words/es.ts'
import { words as manage } from '../features/manage/words/es.ts'
import { words as markup } from '../features/markup/words/es.ts'
import { words as notifications } from '../features/notifications/words/es.ts'
import { words as own } from '../features/own/words/es.ts'
import { words as panel } from '../features/panel/words/es.ts'
import { words as people } from '../features/people/words/es.ts'
import { words as personal } from '../features/personal/words/es.ts'
import { words as recovery } from '../features/recovery/words/es.ts'
import { words as search } from '../features/search/words/es.ts'
import { words as settings } from '../features/settings/words/es.ts'
import { words as sidebar } from '../features/sidebar/words/es.ts'
import { words as signIn } from '../features/sign-in/words/es.ts'
import { words as switcher } from '../features/switcher/words/es.ts'
import { words as threads } from '../features/threads/words/es.ts'
import { words as trust } from '../features/trust/words/es.ts'
import { words as unread } from '../features/unread/words/es.ts'
import { words as welcome } from '../features/welcome/words/es.ts'
import { words as workspaces } from '../features/workspaces/words/es.ts'
import { words as ui } from '../ui/words/es.ts'
import type { Catalogue } from './spoken.ts'

export const catalogue: Catalogue = {
  account,
  attachments,
  composer,
  connection,
  conversation,
  devices,
  documents,
  emoji,
  forward,
  keys,
  linking,
  main,
  manage,
  markup,
  notifications,
  own,
  panel,
  people,
  personal,
  recovery,
  search,
  settings,
  sidebar,
  signIn,
  switcher,
  threads,
  trust,
  unread,
  welcome,
  workspaces,
  ui,
}
