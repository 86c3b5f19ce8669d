/** What the text of a document can be made of, and how it is tied to Yjs. */
import { Extension, type Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { Link } from '@tiptap/extension-link'
import { TaskItem, TaskList } from '@tiptap/extension-list'
import { Plugin } from '@tiptap/pm/state'
import { StarterKit } from '@tiptap/starter-kit'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import type { DocumentId, UserId } from '../../../../core/protocol/ids.ts'
import { documentId } from '../../../../core/protocol/ids.ts'
import { pageOf } from '../../../../core/search/page-blocks.ts'
import { hueOf } from '../../../ui/initials.ts'
import { readPerson } from '../people-here.ts'
import type { DocumentSession } from '../session.ts'
import { words } from '../words.ts'
import styles from './editor.module.css'
import { createFoundBlock } from './found-block.ts'
import { isSafeLink } from './safe-link.ts'

export interface ExtensionsDeps {
  readonly session: Pick<DocumentSession, 'doc' | 'awareness'>
  /** As the directory calls them, who may call themselves what they like. */
  readonly nameOf: (user: UserId) => string | undefined
  /** The person asks for a link at the selection. */
  readonly askLink: () => void
}

export const createExtensions = ({ session, nameOf, askLink }: ExtensionsDeps): Extensions => [
  StarterKit.configure({
    undoRedo: false, // Collaboration has one that takes back own changes alone
    link: false,
    underline: false,
    heading: { levels: [1, 2, 3] },
    dropcursor: { color: false, class: styles.dropCursor ?? '' },
  }),
  TaskList,
  TaskItem.configure({
    nested: true,
    a11y: { checkboxLabel: ({ firstChild }) => taskText(firstChild?.textContent ?? '') },
  }),
  createLink(askLink),
  Collaboration.configure({ fragment: pageOf(session.doc) }),
  createCursors(session, nameOf),
  createFoundBlock(pageOf(session.doc)),
]

/** An address and nothing else: no class or target that somebody else has written there comes into the page. */
const createLink = (ask: () => void) =>
  Link.extend({
    addAttributes: () => ({ href: { default: null, parseHTML: (element) => element.getAttribute('href') } }),
    renderHTML: ({ mark }) => {
      const href: unknown = mark.attrs['href']
      return [
        'a',
        typeof href === 'string' && isSafeLink(href) ? { href, rel: 'noreferrer', title: href } : {},
        0,
      ]
    },
    addKeyboardShortcuts: () => ({
      'Mod-k': () => {
        ask()
        return true
      },
    }),
  }).configure({
    openOnClick: false,
    defaultProtocol: 'https',
    isAllowedUri: isSafeLink,
    HTMLAttributes: { target: null, rel: null },
  })

/** Where the others are. */
const createCursors = (
  { awareness }: ExtensionsDeps['session'],
  nameOf: ExtensionsDeps['nameOf'],
): Extension =>
  Extension.create({
    name: 'cursors',
    priority: 999, // after Collaboration, whose mapping it reads
    addProseMirrorPlugins: () => {
      const cursors: unknown = yCursorPlugin(awareness, {
        cursorBuilder: (user: unknown, client: number) => drawCursor(toShown(user, client, nameOf)),
        selectionBuilder: (user: unknown, client: number) => ({
          class: styles.othersSelection ?? '',
          style: `--hue: ${toShown(user, client, nameOf).hue}`,
        }),
      })
      return cursors instanceof Plugin ? [cursors] : [] // y-tiptap says nothing of what it is
    },
  })

interface ShownCursor {
  readonly name: string
  readonly hue: number
}

function toShown(user: unknown, client: number, nameOf: ExtensionsDeps['nameOf']): ShownCursor {
  const person = readPerson(user)
  const named = person?.user === undefined ? undefined : nameOf(person.user)
  return {
    name: named ?? (person === undefined || person.name === '' ? words.someone : person.name),
    hue: hueOf(person?.user ?? idOf(client)),
  }
}

/** Something in the form of an id, for those who have none. */
const idOf = (client: number): DocumentId =>
  documentId(client.toString(16).padStart(8, '0').slice(-8).padEnd(32, '0'))

function drawCursor({ name, hue }: ShownCursor): HTMLElement {
  const cursor = document.createElement('span')
  cursor.className = styles.cursor ?? ''
  cursor.style.setProperty('--hue', String(hue))
  cursor.setAttribute('aria-hidden', 'true') // who is here is said beside the title; this would be read out amid the text
  cursor.dataset['name'] = name // drawn, not text: neither copied nor taken for a part of it
  return cursor
}

const taskText = (text: string): string => (text === '' ? words.taskDone : words.task(text))
