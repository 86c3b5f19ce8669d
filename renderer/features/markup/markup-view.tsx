import { type JSX, memo, type ReactNode } from 'react'
import type { Block, Cell, Inline } from './markup.ts'
import { CodeBlock } from './code-block.tsx'
import styles from './markup-view.module.css'
import { MessageLink } from './message-link.tsx'
import { NamedText } from './named-text.tsx'
import { words } from './words.ts'

interface MarkupViewProps {
  readonly blocks: ReadonlyArray<Block>
  /** In a quote or a list, whose direction is that of what stands in it: text that has an own one is not looked at for that. */
  readonly isInner?: boolean
}

/** Each block finds its own direction: what one says does not turn the order of another (MU14). */
export const MarkupView = memo(function MarkupView({
  blocks,
  isInner = false,
}: MarkupViewProps): JSX.Element {
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} dir={isInner ? undefined : 'auto'} />
      ))}
    </>
  )
})

interface BlockViewProps {
  readonly block: Block
  readonly dir: 'auto' | undefined
}

function BlockView({ block, dir }: BlockViewProps): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p dir={dir} className={styles.paragraph}>
          <Inlines parts={block.parts} />
        </p>
      )
    case 'plain':
      return (
        <p dir={dir} className={styles.plain}>
          {block.text}
        </p>
      )
    case 'heading':
      // The page has an outline of its own, to which what people write does not belong.
      return (
        <p dir={dir} className={styles.heading} data-level={Math.min(block.level, 3)}>
          <Inlines parts={block.parts} />
        </p>
      )
    case 'code':
      return <CodeBlock text={block.text} language={block.language} />
    case 'quote':
      return (
        <blockquote dir={dir} className={styles.quote}>
          <MarkupView blocks={block.blocks} isInner />
        </blockquote>
      )
    case 'list':
      return <ListView block={block} dir={dir} />
    case 'table':
      return <TableView rows={block.rows} dir={dir} />
    case 'rule':
      return <hr className={styles.rule} />
  }
}

interface ListViewProps {
  readonly block: Extract<Block, { kind: 'list' }>
  readonly dir: 'auto' | undefined
}

function ListView({ block, dir }: ListViewProps): JSX.Element {
  const items = block.items.map((item, index) => (
    <li key={index}>
      <MarkupView blocks={item} isInner />
    </li>
  ))
  return block.start === undefined ? (
    <ul dir={dir} className={styles.list}>
      {items}
    </ul>
  ) : (
    <ol dir={dir} className={styles.list} start={block.start} data-wide={block.start + items.length > 99}>
      {items}
    </ol>
  )
}

interface TableViewProps {
  readonly rows: ReadonlyArray<ReadonlyArray<Cell>>
  readonly dir: 'auto' | undefined
}

function TableView({ rows, dir }: TableViewProps): JSX.Element {
  const [head = [], ...body] = rows
  return (
    // Wider than the window, it is scrolled, which the arrow keys do once it has the focus.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above
    <div role="group" aria-label={words.table} tabIndex={-1} className={styles.tableBox}>
      <table dir={dir} className={styles.table}>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} data-align={cell.align}>
                <Inlines parts={cell.parts} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} data-align={cell.align}>
                  <Inlines parts={cell.parts} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface InlinesProps {
  readonly parts: ReadonlyArray<Inline>
  /** There names are letters like all others: no button stands in a link, nor does what somebody calls themselves change its host. */
  readonly isInLink?: boolean
}

const Inlines = ({ parts, isInLink = false }: InlinesProps): JSX.Element => (
  <>
    {parts.map((part, index) => (
      <InlineView key={index} part={part} isInLink={isInLink} />
    ))}
  </>
)

function InlineView({ part, isInLink }: { readonly part: Inline; readonly isInLink: boolean }): ReactNode {
  switch (part.kind) {
    case 'text':
      return isInLink ? part.text : <NamedText text={part.text} />
    case 'break':
      return <br />
    case 'code':
      return <code className={styles.code}>{part.text}</code>
    case 'strong':
      return (
        <strong>
          <Inlines parts={part.parts} isInLink={isInLink} />
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <Inlines parts={part.parts} isInLink={isInLink} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Inlines parts={part.parts} isInLink={isInLink} />
        </s>
      )
    case 'link':
      return (
        <MessageLink url={part.url} parts={part.parts}>
          <Inlines parts={part.parts} isInLink />
        </MessageLink>
      )
  }
}
