/** All words in Japanese: one file, loaded where it is spoken. */
import { words as account } from '../features/account/words/ja.ts'
import { words as attachments } from '../features/attachments/words/ja.ts'
import { words as composer } from '../features/composer/words/ja.ts'
import { words as connection } from '../features/connection/words/ja.ts'
import { words as conversation } from '../features/conversation/words/ja.ts'
import { words as devices } from '../features/devices/words/ja.ts'
import { words as documents } from '../features/documents/words/ja.ts'
import { words as emoji } from '../features/emoji/words/ja.ts'
import { words as forward } from '../features/forward/words/ja.ts'
import { words as keys } from '../features/keys/words/ja.ts'
import { words as linking } from '../features/linking/words/ja.ts'
import { words as main } from '../features/main/words/ja.ts'
import { words as manage } from '../features/manage/words/ja.ts'
import { words as markup } from '../features/markup/words/ja.ts'
import { words as notifications } from '../features/notifications/words/ja.ts'
import { words as own } from '../features/own/words/ja.ts'
import { words as panel } from '../features/panel/words/ja.ts'
import { words as people } from '../features/people/words/ja.ts'
import { words as personal } from '../features/personal/words/ja.ts'
import { words as recovery } from '../features/recovery/words/ja.ts'
import { words as search } from '../features/search/words/ja.ts'
import { words as settings } from '../features/settings/words/ja.ts'
import { words as sidebar } from '../features/sidebar/words/ja.ts'
import { words as signIn } from '../features/sign-in/words/ja.ts'
import { words as switcher } from '../features/switcher/words/ja.ts'
import { words as threads } from '../features/threads/words/ja.ts'
import { words as trust } from '../features/trust/words/ja.ts'
import { words as unread } from '../features/unread/words/ja.ts'
import { words as welcome } from '../features/welcome/words/ja.ts'
import { words as workspaces } from '../features/workspaces/words/ja.ts'
import { words as ui } from '../ui/words/ja.ts'
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
