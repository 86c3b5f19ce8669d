import { Check, Copy } from 'lucide-react'
import { type JSX, useEffect, useState } from 'react'
import { useCopy } from '../../engine/use-copy.ts'
import { IconButton } from '../../ui/button.tsx'
import { useRowTabIndex } from '../conversation/conversation-context.tsx'
import type { CodePart } from './highlight.ts'
import styles from './code-block.module.css'
import { words } from './words.ts'

interface CodeBlockProps {
  readonly text: string
  readonly language: string
}

/** Code as it was written, coloured as soon as that can be, with a button that copies it. */
export function CodeBlock({ text, language }: CodeBlockProps): JSX.Element {
  const tabIndex = useRowTabIndex()
  const parts = useHighlighted(text, language)
  const [copied, setCopied] = useState(false)
  const copy = useCopy()
  return (
    <div className={styles.block}>
      {language !== '' && <span className={styles.language}>{language}</span>}
      {/* Code is read from left to right, and may be wider than the window. */}
      <pre className={styles.code} dir="ltr">
        <code>
          {parts?.map((part, index) => (
            <span key={index} data-role={part.role}>
              {part.text}
            </span>
          )) ?? text}
        </code>
      </pre>
      <IconButton
        size="small"
        tabIndex={tabIndex}
        className={styles.copy}
        label={copied ? words.codeCopied : words.copyCode}
        icon={copied ? <Check size={15} /> : <Copy size={15} />}
        onClick={() => void copy(text).then(setCopied)}
        onBlur={() => setCopied(false)}
      />
    </div>
  )
}

/** Undefined until the grammars are there, and where there is none for the language. */
function useHighlighted(text: string, language: string): ReadonlyArray<CodePart> | undefined {
  const [parts, setParts] = useState<ReadonlyArray<CodePart>>()
  useEffect(() => {
    let isWanted = language !== ''
    if (!isWanted) return undefined
    void import('./highlight.ts').then(({ highlight }) => {
      if (isWanted) setParts(highlight(text, language))
    })
    return () => {
      isWanted = false
    }
  }, [text, language])
  return parts
}
