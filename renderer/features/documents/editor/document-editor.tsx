import { Editor } from '@tiptap/core'
import { type JSX, useEffect, useMemo, useRef, useState } from 'react'
import type { Cell } from '../../../../core/base/readable.ts'
import type { OpId, WorkspaceId } from '../../../../core/protocol/ids.ts'
import { pageOf } from '../../../../core/search/page-blocks.ts'
import { usePerson } from '../../../engine/contexts.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { classes } from '../../../ui/classes.ts'
import { LinkDialog } from '../../links/late.ts'
import type { OuterLink } from '../../links/outer-link.ts'
import { useFollowLink } from '../../links/use-follow-link.ts'
import type { DocumentSession } from '../session.ts'
import { words } from '../words.ts'
import { CommandBar } from './command-bar.tsx'
import { createCommands } from './commands.ts'
import styles from './editor.module.css'
import { createExtensions } from './extensions.ts'
import { EditLinkDialog } from './edit-link-dialog.tsx'
import { showBlock } from './found-block.ts'
import { isSafeLink } from './safe-link.ts'

import { useEditorState } from './use-editor-state.ts'

interface DocumentEditorProps {
  readonly session: DocumentSession
  readonly workspace: WorkspaceId
  readonly title: string
  readonly editable: boolean
  /** The block that is to be shown, until it is. */
  readonly sought: Cell<OpId | undefined>
}

/** Mount it anew for another session (`key`). */
export function DocumentEditor(props: DocumentEditorProps): JSX.Element {
  const { session, workspace, title, editable, sought } = props
  const { engine } = usePerson()
  const [editor, setEditor] = useState<Editor>()
  const [linking, setLinking] = useState(false)
  const [asked, ask] = useState<OuterLink>()
  const follow = useFollowLink(ask)
  const paper = useRef<HTMLDivElement>(null)
  const [groups] = useState(() => createCommands(() => setLinking(true)))
  const extensions = useMemo(
    () =>
      createExtensions({
        session,
        nameOf: (user) => engine.member(workspace, user)?.name,
        askLink: () => setLinking(true),
      }),
    [session, engine, workspace],
  )
  useEffect(() => {
    const made = new Editor({
      element: paper.current,
      extensions,
      injectCSS: false, // the page's policy lets no style in that is not a file of ours
      editorProps: {
        attributes: {
          id: 'document-text',
          role: 'textbox',
          'aria-multiline': 'true',
          class: styles.text ?? '',
        },
      },
    })
    setEditor(made)
    // Who goes to a document goes there to write, unless something in its chat was looked for.
    const isFree = document.activeElement === document.body
    if (isFree && window.matchMedia('(hover: hover)').matches) made.commands.focus('start')
    return () => made.destroy()
  }, [extensions])
  useEffect(() => editor?.setEditable(editable), [editor, editable])
  useEffect(() => editor?.view.dom.setAttribute('aria-label', words.textOf(title)), [editor, title])
  useFoundBlock(editor, session, sought)
  const followPressed = (event: React.MouseEvent): void => {
    const link = pressedLink(event, editor)
    if (link !== undefined) follow(link)
  }
  return (
    <div className={styles.editor}>
      {editor !== undefined && <CommandBar editor={editor} groups={groups} />}
      {/* Whoever uses the keyboard opens a link from its dialog. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- see above */}
      <div className={styles.scroll} onClick={followPressed} onAuxClick={followPressed}>
        <div ref={paper} className={styles.paper}>
          {editor !== undefined && <Hint editor={editor} />}
        </div>
      </div>
      {editor !== undefined && linking && (
        <EditLinkDialog editor={editor} follow={follow} onClose={() => setLinking(false)} />
      )}
      {asked !== undefined && <LinkDialog link={asked} onClose={() => ask(undefined)} />}
    </div>
  )
}

function useFoundBlock(
  editor: Editor | undefined,
  { doc }: DocumentSession,
  sought: Cell<OpId | undefined>,
): void {
  const block = useReadable(sought)
  useEffect(() => {
    if (editor === undefined || block === undefined) return
    return showBlock(editor, pageOf(doc), block, () => sought.write(undefined))
  }, [editor, doc, block, sought])
}

/** Where nothing is written yet. */
function Hint({ editor }: { readonly editor: Editor }): JSX.Element | null {
  const empty = useEditorState(editor, () => editor.isEmpty)
  return (
    <p className={classes(styles.hint, !empty && styles.away)} aria-hidden>
      {words.emptyHint}
    </p>
  )
}

/** Followed with Ctrl, Cmd or the middle button, or by any press where nothing can be edited; never in the page itself. */
function pressedLink(event: React.MouseEvent, editor: Editor | undefined): OuterLink | undefined {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link === null || event.button > 1) return undefined
  event.preventDefault()
  const isMeant = event.ctrlKey || event.metaKey || event.button === 1 || editor?.isEditable === false
  const url = link.getAttribute('href')
  return isMeant && url !== null && isSafeLink(url) ? { shown: link.textContent, url } : undefined
}
