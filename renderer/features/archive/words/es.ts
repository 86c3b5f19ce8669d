export const words = {
  section: 'Archivadas',
  archive: 'Archivar para mí',
  takeOut: 'Sacar del archivo',
  archived: (title: string) => `${title}: archivada. Vuelve con el próximo mensaje.`,
  archivedMuted: (title: string) =>
    `${title}: archivada. Está silenciada, así que se queda ahí hasta que la saques.`,
  takenOut: (title: string) => `${title}: de nuevo entre tus conversaciones.`,
  mark: 'archivada',
} as const
