/** The parts of the settings that are shown, for the list beside them: some are there now and then. */
import { createContext } from 'react'
import { createCell, type Readable } from '../../../core/base/readable.ts'

export interface ListedSection {
  readonly id: string
  readonly title: string
  readonly heading: HTMLElement
}

export interface SectionList {
  /** In the order in which they stand. */
  readonly all: Readable<ReadonlyArray<ListedSection>>
  /** What it gives takes it off again. */
  readonly add: (section: ListedSection) => () => void
}

export const SectionListContext = createContext<SectionList | undefined>(undefined)

export function createSectionList(): SectionList {
  const all = createCell<ReadonlyArray<ListedSection>>([])
  return {
    all,
    add: (section) => {
      all.write([...all.read(), section].toSorted(byPlace))
      return () => all.write(all.read().filter((each) => each !== section))
    },
  }
}

const byPlace = ({ heading: one }: ListedSection, { heading: other }: ListedSection): number =>
  one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1

export function goToSection({ heading }: ListedSection): void {
  heading.focus({ preventScroll: true })
  heading.scrollIntoView({ block: 'start' })
}
