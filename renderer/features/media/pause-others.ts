/** Two voices at once are none: what begins to play silences the rest of the page. */
export function pauseOthers(playing: HTMLMediaElement | null): void {
  for (const each of document.querySelectorAll<HTMLMediaElement>('audio, video')) {
    if (each !== playing) each.pause()
  }
}
