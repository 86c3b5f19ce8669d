/** Whether its bytes are of a sound or a video, as whoever opened it found: nothing else is handed to a player. */
export const isMedia = ({ type }: Blob): boolean => /^(audio|video)\//.test(type)
