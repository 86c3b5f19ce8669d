/** As a `ref`: takes the focus when the element comes in. For what comes into a dialog that is open already; else `data-autofocus`. */
export const focusNow = (element: HTMLElement | null): void => element?.focus()
