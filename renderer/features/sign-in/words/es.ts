import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  product: 'Tidings',
  createTitle: 'Crea tu cuenta',
  signInTitle: 'Iniciar sesión',
  welcomeBack: (name: string) => `Te damos la bienvenida de nuevo, ${name}`,
  restore: 'Restaurar de una copia',
  username: 'Nombre de usuario',
  name: 'Nombre',
  password: 'Contraseña',
  usernameHint: 'De 3 a 32 letras, cifras, puntos, guiones o guiones bajos.',
  nameHint: 'Como te ven los demás.',
  passwordHint: 'Al menos 12 caracteres. También bloquea este dispositivo.',
  create: 'Crear cuenta',
  signIn: 'Iniciar sesión',
  unlock: 'Desbloquear',
  unlockHint: 'Abre lo que hay en este dispositivo. Funciona sin red.',
  keystoreHint:
    'El almacén de claves de este sistema mantiene bloqueado este perfil. Desbloquéalo (tu llavero) si te lo pide.',
  lost: '¿Olvidaste la contraseña?',
  lostText:
    'Aquí nadie puede restablecerla, tampoco el servidor: sin ella o sin tu código de recuperación, lo que hay en este dispositivo sigue cerrado. Si la cambiaste en otro dispositivo, este todavía se abre con la anterior.',
  lostCode: (recovery: string) =>
    `Si tienes tu código de recuperación por escrito, elige «${recovery}»: con él pones una contraseña nueva.`,
  lostErase: (erase: string, restore: string) =>
    `Si no, elige «${erase}» e inicia sesión de nuevo. Los canales vuelven desde el servidor. Los mensajes sellados vuelven al vincular con otro dispositivo tuyo o desde una copia («${restore}»); sin ninguno de los dos se pierden, igual que lo que aún no se había enviado.`,
  lostAccount:
    'Para iniciar sesión necesitas la contraseña de tu cuenta. Si es la que perdiste, pide una nueva a quien administra el servidor.',
  toRecovery: 'Usar tu código de recuperación',
  backToUnlock: 'Atrás',
  recoveryCode: 'Código de recuperación',
  recoveryCodeHint: 'Los grupos de letras y cifras que anotaste. Funciona sin red.',
  newPassword: 'Contraseña nueva',
  newPasswordHint: 'Al menos 12 caracteres. Bloquea este dispositivo desde ahora.',
  codeMissing: 'Escribe tu código de recuperación.',
  toSignIn: 'Tengo una cuenta',
  toCreate: 'Crear una cuenta',
  server: (server: string) => `Servidor: ${server}`,
  usernameWrong:
    'Usa de 3 a 32 letras, cifras, puntos, guiones o guiones bajos; empieza por una letra o una cifra.',
  nameWrong: 'Escribe de 1 a 80 caracteres.',
  passwordWrong: 'Usa al menos 12 caracteres.',
  passwordMissing: 'Escribe tu contraseña.',
  signUpClosed: 'En este servidor no se pueden crear cuentas nuevas. Pide una a quien lo administra.',
  invitation: 'Invitación',
  invitationHint: 'Pega el enlace que te enviaron.',
  invitationMissing: 'Aquí las cuentas son con invitación. Pega el enlace que te enviaron.',
  withProvider: (name: string) => `Iniciar sesión con ${name}`,
  toBrowser: 'Continuar en el navegador',
  inBrowser: (name: string) =>
    `Tu navegador está abierto. Inicia sesión allí con ${name} y vuelve aquí. Hasta entonces no pasa nada aquí.`,
  cancelBrowser: 'Cancelar',
  passphrase: 'Frase de contraseña de este dispositivo',
  passphraseHint:
    'Al menos 12 caracteres. Bloquea lo que se guarda aquí. Si ya has usado este dispositivo, la de entonces.',
  passphraseWrong: 'Usa al menos 12 caracteres.',
  tooShort: (characters: number) =>
    counted(characters, {
      one: 'Tu organización pide al menos # carácter. Elige una más larga.',
      other: 'Tu organización pide al menos # caracteres. Elige una más larga.',
    }),
  passwordWeak:
    'Esta contraseña está entre las primeras que se prueban, o es poco más que un nombre o una fila de teclas. Elige otra: unas palabras sin relación entre sí van bien.',
  invitationRefused: 'Esta invitación no vale, o ya no. Comprueba que la pegaste entera o pide una nueva.',
  throttled: (seconds: number) =>
    counted(seconds, {
      one: 'Demasiadas contraseñas incorrectas. Espera # segundo e inténtalo de nuevo.',
      other: 'Demasiadas contraseñas incorrectas. Espera # segundos e inténtalo de nuevo.',
    }),
  failures: {
    'kept-here': 'Este perfil ya tiene una cuenta con ese nombre: inicia sesión o elige otro nombre.',
    namesake: 'Este perfil tiene otra cuenta con ese nombre, de otro servidor. Usa otro perfil para esta.',
    twin: 'Este servidor dio el identificador de una cuenta que tienes en otro sitio: no se ha configurado nada. Pregunta a quien lo administra.',
    'changed-elsewhere':
      'La contraseña se cambió en otro sitio, o este dispositivo tiene su propia frase de contraseña. Lo que hay aquí se abre con la anterior o con esa: desbloquea y luego inicia sesión con la nueva. Si la perdiste, usa tu código de recuperación.',
    'account-disabled': 'Esta cuenta está desactivada. Pregunta a quien administra el servidor.',
    'wrong-credentials':
      'El nombre de usuario y la contraseña no se corresponden. Revisa ambos e inténtalo de nuevo.',
    'username-taken': 'Ese nombre de usuario ya está en uso. Elige otro.',
    vault: (detail: string) => `Tus claves no se pudieron guardar en este dispositivo. (${detail})`,
  },
  providerFailures: {
    'no-browser':
      'No se pudo abrir ningún navegador en este sistema. Define un navegador predeterminado e inténtalo de nuevo.',
    cancelled: 'Lo cancelaste. No ha cambiado nada.',
    'took-too-long': 'Nadie volvió del navegador. Inténtalo de nuevo.',
    denied: (name: string) => `${name} no te dejó entrar, o no lo aceptaste allí. No ha cambiado nada.`,
    refused: 'Lo que volvió del navegador no corresponde a este inicio de sesión. Inténtalo de nuevo.',
    unreachable: (name: string) => `El servidor no pudo contactar con ${name}. Inténtalo más tarde.`,
    misconfigured: (name: string) =>
      `La configuración del servidor para ${name} no es correcta. Avisa a quien lo administra.`,
    'passphrase-needed':
      'Lo que este dispositivo guarda de tu cuenta se abre con una frase de contraseña. Escríbela arriba y continúa en el navegador.',
    'wrong-passphrase':
      'Esa no es la frase de contraseña con la que se bloqueó este dispositivo. Inténtalo de nuevo.',
  },
  unlockWrong: 'Esa no es la contraseña de este perfil. Inténtalo de nuevo.',
  keysUnreadable: (detail: string) => `No se pudieron leer las claves de este dispositivo. (${detail})`,
  recoveryFailures: {
    mistyped:
      'Este código tiene un error: un carácter está mal, falta o sobra. Compáralo con lo que anotaste.',
    'wrong-code':
      'Es un código de recuperación, pero no el de este perfil. Si creaste uno más nuevo, usa ese.',
    'password-needed': 'Elige también una contraseña nueva: si no, nada bloquearía este dispositivo.',
  },
  farewell: {
    open: 'Abrir Tidings',
    signedIn: { title: 'Puedes volver a Tidings', text: 'Esta pestaña se puede cerrar.' },
    failed: {
      title: 'No se inició la sesión',
      text: 'Vuelve a Tidings: allí dice qué pasó. Esta pestaña se puede cerrar.',
    },
    nothing: { title: 'Aquí no hay nada', text: 'Esta dirección es solo para Tidings.' },
  },
}
