import { type CSSProperties, type JSX, useState } from 'react'
import type { EditFailure } from '../../../core/bridge/contract.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { accentHues } from '../../ui/appearance.ts'
import { Choices } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { manageFailureText } from '../manage/words.ts'
import { words as managingWords } from '../managing/words.ts'
import { words as settingsWords } from '../settings/words.ts'
import { WorkspaceFace } from './face.tsx'
import styles from './faces.module.css'
import { PictureField } from './picture-field.tsx'
import { words } from './words.ts'

interface WorkspaceLookDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
}

const choices = ['none', ...accentHues] as const

/** What a workspace looks like to all who are in it, chosen by who leads it. */
export function WorkspaceLookDialog({ workspace, onClose }: WorkspaceLookDialogProps): JSX.Element {
  const { id, name, picture, accent } = workspace
  const { bridge } = usePage()
  const { failure, run } = useAction<EditFailure>()
  /** Until it is kept, and shown as made. */
  const [asked, setAsked] = useState<(typeof choices)[number]>()
  const choose = async (hue: (typeof choices)[number]): Promise<void> => {
    setAsked(hue)
    const [set, was] = [{ accent: hue === 'none' ? null : hue }, { accent: accent ?? null }]
    await run(() => bridge.call('directory.edit', { kind: 'accent', workspace: id, called: name, set, was }))
    setAsked(undefined)
  }
  return (
    <Dialog title={words.lookTitle(name)} onClose={onClose}>
      <PictureField
        face={<WorkspaceFace workspace={workspace} size="large" />}
        hasPicture={picture !== undefined}
        hint={words.workspacePictureHint}
        set={(image) => bridge.call('picture.setOfWorkspace', { workspace: id, image })}
      />
      <div className={styles.section}>
        <Choices
          legend={words.colour}
          all={choices}
          chosen={asked ?? accent ?? 'none'}
          choose={(hue) => void choose(hue)}
          name={(each) => (each === 'none' ? words.noColour : (settingsWords.accents[each] ?? ''))}
          sample={(each) => each !== 'none' && <Sample hue={each} />}
        />
        <p className={styles.hint}>
          {workspace.waits === true ? managingWords.onceReached : words.colourHint}
        </p>
      </div>
      <Alert>{failure && manageFailureText(failure)}</Alert>
    </Dialog>
  )
}

function Sample({ hue }: { readonly hue: number }): JSX.Element {
  const style: CSSProperties & { readonly '--accent-hue': number } = { '--accent-hue': hue }
  return <span className={styles.sample} style={style} />
}
