/** The words of the first screen in Japanese: one file, loaded where it is spoken. What only late parts say is in `late-ja.ts` (LA10). */
import { words as account } from '../features/account/words/ja.ts'
import { words as attachments } from '../features/attachments/words/ja.ts'
import { words as composer } from '../features/composer/words/ja.ts'
import { words as connection } from '../features/connection/words/ja.ts'
import { words as conversation } from '../features/conversation/words/ja.ts'
import { words as crash } from '../features/crash/words/ja.ts'
import { words as desktop } from '../features/desktop/words/ja.ts'
import { words as documents } from '../features/documents/words/ja.ts'
import { words as emoji } from '../features/emoji/words/ja.ts'
import { words as keys } from '../features/keys/words/ja.ts'
import { words as later } from '../features/later/words/ja.ts'
import { words as main } from '../features/main/words/ja.ts'
import { words as manage } from '../features/manage/words/ja.ts'
import { words as markup } from '../features/markup/words/ja.ts'
import { words as media } from '../features/media/words/ja.ts'
import { words as notifications } from '../features/notifications/words/ja.ts'
import { words as own } from '../features/own/words/ja.ts'
import { words as people } from '../features/people/words/ja.ts'
import { words as personal } from '../features/personal/words/ja.ts'
import { words as policy } from '../features/policy/words/ja.ts'
import { words as sidebar } from '../features/sidebar/words/ja.ts'
import { words as signIn } from '../features/sign-in/words/ja.ts'
import { words as threads } from '../features/threads/words/ja.ts'
import { words as timer } from '../features/timer/words/ja.ts'
import { words as trust } from '../features/trust/words/ja.ts'
import { words as unread } from '../features/unread/words/ja.ts'
import { words as voice } from '../features/voice/words/ja.ts'
import { words as workspaces } from '../features/workspaces/words/ja.ts'
import { words as ui } from '../ui/words/ja.ts'
import { words as accounts } from '../features/accounts/words/ja.ts'
import type { FirstWords } from './spoken.ts'

export const catalogue: FirstWords = {
  account,
  attachments,
  composer,
  connection,
  conversation,
  crash,
  desktop,
  documents,
  emoji,
  keys,
  later,
  main,
  manage,
  markup,
  media,
  notifications,
  own,
  people,
  personal,
  policy,
  sidebar,
  signIn,
  threads,
  timer,
  trust,
  unread,
  voice,
  workspaces,
  accounts,
  ui,
}
