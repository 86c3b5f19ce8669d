import { Bell, BellOff, Menu, MessagesSquare } from 'lucide-react'
import { type JSX, useId, useRef } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import type { Excerpt, FollowedThread, ListedThread } from '../../../core/engine/threads-contract.ts'
import { useEngine, useNames, usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { clockTime, dayLabel, fullMoment, startOfDay } from '../../ui/times.ts'
import { Banners } from '../connection/banners.tsx'
import { ConnectionStatus } from '../connection/connection-status.tsx'
import { words as conversationWords } from '../conversation/words.ts'
import { useConversations } from '../forward/use-destinations.tsx'
import { plainText } from '../markup/plain-text.ts'
import { words as threadWords } from '../threads/words.ts'
import { UnreadMark } from '../unread/unread-mark.tsx'
import { useWindowTitle } from '../unread/use-window-title.ts'
import styles from './threads-pane.module.css'
import { useSetFollowing } from './use-following.ts'
import { words } from './words.ts'

interface ThreadsPaneProps {
  readonly workspace: Workspace
  readonly openSidebar: (() => void) | undefined
  readonly open: (thread: FollowedThread) => void
}

/** The threads of a workspace that concern the person, as far as they are on this device: unread ones first. */
export function ThreadsPane({ workspace, openSidebar, open }: ThreadsPaneProps): JSX.Element {
  const engine = useEngine()
  const threads = useReadable(engine.threads).filter(
    (each) => each.workspace === workspace.id && (each.left !== true || each.unread > 0),
  )
  const titles = new Map<string, string>(useConversations().map(({ key, name }) => [key, name]))
  const heading = useRef<HTMLHeadingElement>(null)
  useWindowTitle(conversationWords.windowTitle(threadWords.threads, workspace.name))
  return (
    <main className={styles.pane}>
      <header className={styles.head}>
        {openSidebar !== undefined && (
          <IconButton label={conversationWords.openSidebar} icon={<Menu size={20} />} onClick={openSidebar} />
        )}
        <MessagesSquare size={18} aria-hidden />
        <h1 ref={heading} tabIndex={-1}>
          {threadWords.threads}
        </h1>
        <div className={styles.state}>
          <ConnectionStatus />
        </div>
      </header>
      <Banners />
      {threads.length === 0 && (
        <div className={styles.none}>
          <h2>{words.none}</h2>
          <p>{words.noneText}</p>
        </div>
      )}
      <ul className={styles.list} aria-label={threadWords.threads}>
        {threads.map((thread) => (
          <ThreadItem
            key={thread.conversation + thread.root}
            thread={thread}
            title={titles.get(thread.conversation)}
            open={open}
            goOn={() => heading.current?.focus()}
          />
        ))}
      </ul>
    </main>
  )
}

interface ThreadItemProps {
  readonly thread: ListedThread
  readonly title: string | undefined
  readonly open: ThreadsPaneProps['open']
  /** Takes the focus where there is no other thread to have it. */
  readonly goOn: () => void
}

function ThreadItem({ thread, title, open, goOn }: ThreadItemProps): JSX.Element {
  const today = useReadable(usePage().today)
  const nameOf = useNames(thread.workspace, words)
  const set = useSetFollowing()
  const root = useId()
  const isLeft = thread.left === true
  // Who deleted it is not known here, and need not be its author.
  const said = (by: UserId, excerpt: Excerpt): string =>
    excerpt.blank === 'deleted' ? textOf(excerpt) : words.last(nameOf(by), textOf(excerpt))
  const follow = (item: Element | null): void => {
    // A thread that is left goes from the list, and would take the focus with it.
    const next = item?.nextElementSibling ?? item?.previousElementSibling
    const button = next?.querySelector<HTMLElement>('[data-follow]')
    if (!isLeft && button) button.focus()
    else if (!isLeft) goOn()
    void set(thread, isLeft, true)
  }
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={classes(styles.thread, thread.unread > 0 && styles.unread)}
        onClick={() => open(thread)}
      >
        <span className={styles.fact}>
          <bdi>{title}</bdi> · {words.replies(thread.replies)}
          {thread.unread > 0 && <span className={styles.count}>{words.unread(thread.unread)}</span>}
          <UnreadMark told={{ unread: thread.mentions > 0, count: thread.mentions }} unread="" />
        </span>
        <span className={styles.root} dir="auto" id={root}>
          {thread.by === undefined ? words.unknownRoot : said(thread.by, thread)}
        </span>
        <span className={styles.last} dir="auto">
          {said(thread.last.by, thread.last)}
        </span>
        <span className={styles.fact} title={fullMoment(thread.last.at.time)}>
          {dayLabel(startOfDay(thread.last.at.time), today)}, {clockTime(thread.last.at.time)}
        </span>
      </button>
      <IconButton
        label={isLeft ? words.follow : words.unfollow}
        aria-describedby={root}
        data-follow
        icon={isLeft ? <BellOff size={18} /> : <Bell size={18} fill="currentColor" />}
        onClick={({ currentTarget }) => follow(currentTarget.closest('li'))}
      />
    </li>
  )
}

/** In one line, as plain words. */
function textOf({ text, blank }: Excerpt): string {
  if (blank === undefined) return plainText(text)
  switch (blank) {
    case 'deleted':
      return conversationWords.deleted
    case 'disappears':
      return words.disappears
    case 'files':
      return words.files
  }
}
