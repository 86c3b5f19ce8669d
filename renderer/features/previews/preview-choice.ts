import { useRemembered } from '../../engine/use-remembered.ts'

export const previewChoices = ['ask', 'always', 'never'] as const
export type PreviewChoice = (typeof previewChoices)[number]

const key = 'composer.previews'

/** Of this device. Nothing is fetched unasked until the person has said so. */
export function usePreviewChoice(): readonly [PreviewChoice, (choice: PreviewChoice) => void] {
  const [read, write] = useRemembered(key)
  return [previewChoices.find((each) => each === read) ?? 'ask', write]
}
