import { onTestFinished } from 'vitest'

/** Until the test is over, Node says that it runs there. */
export function pretendPlatform(value: NodeJS.Platform): void {
  const real = process.platform
  Object.defineProperty(process, 'platform', { value })
  onTestFinished(() => void Object.defineProperty(process, 'platform', { value: real }))
}
