import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  failedTitle: 'No se pudieron abrir tus conversaciones',
  again: 'Reintentar',
  crashedTitle: 'Algo falló en Tidings',
  crashedText: 'Lo que enviaste o dejaste en cola está a salvo en este dispositivo. Recarga para continuar.',
  reload: 'Recargar',
  changePassphrase: 'Cambiar la frase de contraseña',
  setPassphrase: 'Establecer una frase de contraseña',
  current: 'Frase de contraseña actual',
  currentHint: 'Con la que desbloqueas este dispositivo: al principio, la contraseña de tu cuenta.',
  currentMissing: 'Escribe la frase de contraseña que abre ahora este dispositivo.',
  next: 'Nueva frase de contraseña',
  nextHint: 'Al menos 12 caracteres. Solo para este dispositivo; la contraseña de tu cuenta no cambia.',
  nextWrong: 'Usa al menos 12 caracteres.',
  password: 'Tu contraseña',
  passwordHint: 'Se pide otra vez para que nadie haga esto en un dispositivo que dejaste abierto.',
  passwordMissing: 'Escribe tu contraseña.',
  profile: 'Tu cuenta',
  name: 'Nombre',
  username: 'Nombre de usuario',
  usernameHint: 'Con él inicias sesión. De 3 a 32 letras, cifras, puntos, guiones o guiones bajos.',
  status: 'Texto de estado',
  statusHint: 'Lo ven quienes comparten un espacio de trabajo contigo. Opcional.',
  statusCleared: 'Se borró tu texto de estado.',
  statusWrong: 'Escribe una línea de 140 caracteres como máximo.',
  email: 'Correo electrónico',
  emailHint: 'Solo lo ves tú. Opcional.',
  emailWrong: 'Esto no parece una dirección de correo.',
  save: 'Guardar',
  changePassword: 'Cambiar la contraseña',
  changePasswordText:
    'Se cierra la sesión en todos tus otros dispositivos, que deberán entrar con la contraseña nueva.',
  currentPassword: 'Contraseña actual',
  newPassword: 'Contraseña nueva',
  newPasswordHint: 'Al menos 12 caracteres.',
  signOutOthers: 'Cerrar la sesión en los demás dispositivos',
  othersSignedOut: (devices: number) =>
    counted(devices, {
      one: 'Se cerró la sesión en # dispositivo.',
      other: 'Se cerró la sesión en # dispositivos.',
    }),
  useInvitation: 'Usar una invitación',
  invitationMissing: 'Pega el enlace que te enviaron.',
  showInvitation: 'Ver qué ofrece',
  acceptInvitation: 'Aceptar',
  offer: {
    account: 'Es para una cuenta en este servidor, y ya la tienes.',
    owner: (workspace: string) => `Te invitan a ${workspace} como propietario.`,
    admin: (workspace: string) => `Te invitan a ${workspace} como administrador.`,
    member: (workspace: string) => `Te invitan a ${workspace} como miembro.`,
    guest: (workspace: string) => `Te invitan a ${workspace} como invitado.`,
  },
  updateNotKept: (detail: string) =>
    `Se cambió en el servidor, pero no se pudo anotar en este dispositivo. La próxima vez, entra con el nuevo nombre de usuario. (${detail})`,
  usernameTaken: 'Ese nombre de usuario ya está en uso. Elige otro.',
  wrongPassword: 'Esa no es tu contraseña actual. Inténtalo de nuevo.',
  noPassword: 'Esta cuenta no tiene contraseña: inicias sesión en el navegador.',
  passwordNotKept: (detail: string) =>
    `La contraseña se cambió, pero este dispositivo aún se abre con la anterior: no se pudo anotar aquí. (${detail})`,
  locked: 'Este perfil está bloqueado. Recarga y desbloquéalo con tu contraseña.',
  wrongPassphrase: 'Esa no es la frase de contraseña actual de este dispositivo. Inténtalo de nuevo.',
  passphraseLocked: 'Este perfil está bloqueado. Desbloquéalo e inténtalo de nuevo.',
  passphraseNotKept: (detail: string) =>
    `La frase de contraseña no se cambió; la anterior sigue valiendo. (${detail})`,
}
