import { usePage } from '../../engine/contexts.tsx'

export const previewChoices = ['ask', 'always', 'never'] as const
export type PreviewChoice = (typeof previewChoices)[number]

const key = 'composer.previews'

/** Of this device. Nothing is fetched unasked until the person has said so. */
export function usePreviewChoice(): readonly [PreviewChoice, (choice: PreviewChoice) => void] {
  const { remembered } = usePage()
  const read = remembered.read(key)
  return [previewChoices.find((each) => each === read) ?? 'ask', (choice) => remembered.write(key, choice)]
}
