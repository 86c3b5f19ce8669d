import { type JSX, useState } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { Progress } from '../../ui/progress.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { titleOf, type Subject } from '../conversation/subject.ts'
import styles from './export-dialog.module.css'
import { type ExportStep, useExport } from './use-export.ts'
import { saveFailureText, words } from './words.ts'

interface ExportDialogProps {
  readonly subject: Subject
  readonly workspace: Workspace
  readonly onClose: () => void
}

/** A conversation as a file: what will be missing and who can read it are said before. */
export function ExportDialog({ subject, workspace, onClose }: ExportDialogProps): JSX.Element {
  const { step, begin, fetchFirst, stop } = useExport(subject, workspace)
  const [format, setFormat] = useState<'html' | 'json'>('html')
  const [pictures, setPictures] = useState<'in' | 'out'>('in')
  return (
    <Dialog title={words.title(titleOf(subject))} onClose={onClose}>
      <div className={styles.body}>
        {step.kind === 'asking' && (
          <>
            <p>{words.intro}</p>
            {subject.kind === 'sealed' && <p className={styles.warning}>{words.sealedWarning}</p>}
            <Choices
              legend={words.format}
              all={['html', 'json'] as const}
              chosen={format}
              choose={setFormat}
              name={(each) => words.formats[each]}
            />
            {format === 'html' && (
              <>
                <Choices
                  legend={words.pictures}
                  all={['in', 'out'] as const}
                  chosen={pictures}
                  choose={setPictures}
                  name={(each) => words.pictureChoices[each]}
                />
                <p className={styles.note}>{words.picturesHint}</p>
              </>
            )}
            {step.missing > 0 && (
              <div className={styles.missing}>
                <p>{words.missing(step.missing)}</p>
                <Button onClick={fetchFirst}>{words.fetchFirst}</Button>
              </div>
            )}
            <Alert>{failureText(step)}</Alert>
          </>
        )}
        {step.kind === 'fetching' && <Progress text={words.fetching} done={0} total={undefined} />}
        {step.kind === 'writing' && (
          <Progress
            text={step.total === 0 ? words.reading : words.progress(step.done, step.total)}
            done={step.done}
            total={step.total}
          />
        )}
        {step.kind === 'done' && (
          <output className={styles.place}>{words.done(step.exported.messages, step.exported.place)}</output>
        )}
      </div>
      <DialogActions>
        {step.kind === 'asking' && (
          <>
            <Button onClick={onClose}>{uiWords.cancel}</Button>
            <Button look="primary" data-autofocus onClick={() => begin(format, pictures === 'in')}>
              {words.start}
            </Button>
          </>
        )}
        {(step.kind === 'fetching' || step.kind === 'writing') && (
          <Button onClick={stop}>{words.stop}</Button>
        )}
        {step.kind === 'done' && (
          <Button look="primary" onClick={onClose}>
            {words.close}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}

function failureText({ failure }: Extract<ExportStep, { readonly kind: 'asking' }>): string | undefined {
  if (failure === undefined) return undefined
  if (failure === 'fetch') return words.fetchFailed
  if (failure === 'locked') return words.locked
  return failure.kind === 'unreadable' ? words.unreadable : saveFailureText(failure)
}
