import { Editor } from '@tiptap/core'
import { type JSX, useEffect, useMemo, useRef, useState } from 'react'
import type { WorkspaceId } from '../../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../../engine/contexts.tsx'
import { classes } from '../../../ui/classes.ts'
import type { DocumentSession } from '../session.ts'
import { words } from '../words.ts'
import { CommandBar } from './command-bar.tsx'
import { createCommands } from './commands.ts'
import styles from './editor.module.css'
import { createExtensions } from './extensions.ts'
import { LinkDialog } from './link-dialog.tsx'
import { isSafeLink } from './safe-link.ts'

import { useEditorState } from './use-editor-state.ts'

interface DocumentEditorProps {
  readonly session: DocumentSession
  readonly workspace: WorkspaceId
  readonly title: string
  readonly editable: boolean
}

/** Mount it anew for another session (`key`). */
export function DocumentEditor({ session, workspace, title, editable }: DocumentEditorProps): JSX.Element {
  const { engine } = usePerson()
  const [editor, setEditor] = useState<Editor>()
  const [linking, setLinking] = useState(false)
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
  const openLink = useOpenLink(editor)
  return (
    <div className={styles.editor}>
      {editor !== undefined && <CommandBar editor={editor} groups={groups} />}
      {/* Whoever uses the keyboard opens a link from its dialog. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- see above */}
      <div className={styles.scroll} onClick={openLink}>
        <div ref={paper} className={styles.paper}>
          {editor !== undefined && <Hint editor={editor} />}
        </div>
      </div>
      {editor !== undefined && linking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
    </div>
  )
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

/** Opened outside with Ctrl or Cmd, or by any press where nothing can be edited; never in the page itself. */
function useOpenLink(editor: Editor | undefined): (event: React.MouseEvent) => void {
  const { bridge } = usePage()
  return (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null) return
    event.preventDefault()
    const href = link.getAttribute('href')
    const isAsked = event.ctrlKey || event.metaKey || editor?.isEditable === false
    if (isAsked && href !== null && isSafeLink(href)) void bridge.call('shell.openLink', { url: href })
  }
}
