/** As a `ref`: takes the focus when the element comes in, where it comes in after its dialog was opened. */
export const focusNow = (element: HTMLElement | null): void => element?.focus()
