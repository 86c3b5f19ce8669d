import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = spanish

export const words: Translated<typeof english> = {
  signInAgain: 'Iniciar sesión de nuevo',
  takenOut: (name: string) =>
    `Ya no estás en ${name}. Para volver, únete de nuevo si está abierto a todos, o pide una invitación.`,
  signedOut:
    'El servidor te pide que inicies sesión de nuevo. Mientras tanto puedes leer y escribir; lo que escribas se conserva aquí.',
  signInAgainTitle: 'Inicia sesión de nuevo',
  signInAgainText: 'Tu contraseña vuelve a abrir el camino al servidor. No se toca nada de este dispositivo.',
  password: 'Contraseña',
  understood: 'Aceptar',
  reload: 'Recargar',
  getUpdate: 'Obtener la última versión',
  history: (share: string) => `Descargando el historial: ${share}`,
  showStuck: 'Ver',
  showStuckOf: 'Ver lo que no se envió',
  states: {
    online: 'Sincronizado',
    sending: (queued: number) => counted(queued, { one: 'Enviando # mensaje', other: 'Enviando # mensajes' }),
    connecting: 'Conectando.',
    connectingSince: (moment: string) => `Conectando. Sincronizado hasta las ${moment}.`,
    connectingWith: (queued: number) =>
      counted(queued, { one: 'Conectando. # mensaje espera.', other: 'Conectando. # mensajes esperan.' }),
    offline: 'Sin conexión. Puedes seguir escribiendo.',
    offlineSince: (moment: string) =>
      `Sin conexión. Puedes seguir escribiendo. Sincronizado hasta las ${moment}.`,
    offlineWith: (queued: number) =>
      counted(queued, {
        one: 'Sin conexión. Puedes seguir escribiendo; # mensaje espera.',
        other: 'Sin conexión. Puedes seguir escribiendo; # mensajes esperan.',
      }),
    signedOut: 'Sesión cerrada.',
    signedOutSince: (moment: string) => `Sesión cerrada. Sincronizado hasta las ${moment}.`,
    signedOutWith: (queued: number) =>
      counted(queued, {
        one: 'Sesión cerrada. # mensaje espera.',
        other: 'Sesión cerrada. # mensajes esperan.',
      }),
    stopped: 'Desconectado',
    stoppedWith: (queued: number) =>
      counted(queued, { one: 'Desconectado. # mensaje espera.', other: 'Desconectado. # mensajes esperan.' }),
  },
  short: {
    sending: (queued: number) => `Enviando ${number(queued)}`,
    stuck: (queued: number) => `${number(queued)} sin enviar`,
    connecting: 'Conectando',
    connectingWith: (queued: number) =>
      counted(queued, { one: 'Conectando · # espera', other: 'Conectando · # esperan' }),
    offline: 'Sin conexión',
    offlineWith: (queued: number) =>
      counted(queued, { one: 'Sin conexión · # espera', other: 'Sin conexión · # esperan' }),
    signedOut: 'Sesión cerrada',
    signedOutWith: (queued: number) =>
      counted(queued, { one: 'Sesión cerrada · # espera', other: 'Sesión cerrada · # esperan' }),
    stopped: 'Desconectado',
    stoppedWith: (queued: number) =>
      counted(queued, { one: 'Desconectado · # espera', other: 'Desconectado · # esperan' }),
  },
  stopped: {
    'device-revoked':
      'Este dispositivo se quitó de tu cuenta, así que ya no recibe ni envía mensajes. Cierra la sesión e iníciala de nuevo para usarlo.',
    'version-unsupported':
      'Esta versión de Tidings es demasiado antigua para el servidor. Actualízala para enviar y recibir; lo que escribiste se conserva.',
    replaced: 'Tidings está conectado desde otra ventana de este perfil. Recarga esta para usarlo aquí.',
  },
  failures: {
    unreachable: 'No se pudo contactar con el servidor. Comprueba la red e inténtalo de nuevo.',
    tooManyRequests: (seconds: number) =>
      counted(seconds, {
        one: 'Demasiados intentos. Espera # segundo e inténtalo de nuevo.',
        other: 'Demasiados intentos. Espera # segundos e inténtalo de nuevo.',
      }),
    serverError: (detail: string) => `El servidor tuvo un problema. Inténtalo más tarde. (${detail})`,
    locked: 'Este perfil está bloqueado. Desbloquéalo primero con tu contraseña.',
    byPolicy:
      'La organización que gestiona este dispositivo no lo permite. Mira «Gestionado por tu organización» en los ajustes o pregunta a quien cuida de vuestros dispositivos.',
    expired: 'Tu sesión ha caducado. Vuelve a iniciarla y repite esto.',
    nameTaken: 'Este nombre ya está en uso. Elige otro.',
    forbidden: 'Tu rol en este espacio de trabajo no lo permite.',
    notFound: 'Ya no existe.',
  },
  declined: {
    'bad-request': 'El servidor no entendió lo que se le pidió. Actualiza Tidings e inténtalo de nuevo.',
    unauthorized: 'Tu sesión ha caducado. Vuelve a iniciarla y repítelo.',
    'wrong-credentials':
      'El nombre de usuario y la contraseña no se corresponden. Revisa ambos e inténtalo de nuevo.',
    'refresh-refused': 'Tu sesión ha terminado. Vuelve a iniciarla y repítelo.',
    forbidden: 'Tu rol no lo permite. Pregunta a un administrador.',
    'not-found': 'Ya no existe.',
    'username-taken': 'Ese nombre de usuario ya está en uso. Elige otro.',
    'name-taken': 'Ese nombre ya está en uso. Elige otro.',
    'last-owner': 'Un espacio de trabajo necesita un propietario. Nombra primero a otra persona.',
    'last-admin': 'Un canal privado necesita un administrador. Nombra primero a otra persona.',
    'already-resolved': 'Otra persona ya se ha ocupado de esta denuncia.',
    sealed: 'Esta conversación está sellada: solo los dispositivos de sus miembros pueden hacerlo.',
    'password-weak': 'Esta contraseña es demasiado fácil de adivinar. Elige otra.',
    'no-password': 'Esta cuenta no tiene contraseña: inicias sesión en el navegador.',
    'account-disabled': 'Esta cuenta está desactivada. Pregunta a quien administra el servidor.',
    'sign-up-closed': 'En este servidor no se pueden crear cuentas nuevas. Pide una a quien lo administra.',
    'invitation-needed': 'Aquí las cuentas son con invitación. Pide una a alguien.',
    'invitation-refused': 'Esta invitación no vale, o ya no. Pide una nueva.',
    'identity-taken': 'Otra cuenta de aquí pertenece a esta persona del proveedor. Inicia sesión en esa.',
    'last-way-in': 'Nada más abriría tu cuenta. Establece primero una contraseña.',
    'oidc-refused': 'Este inicio de sesión terminó o no empezó aquí. Empieza de nuevo.',
    'provider-unreachable':
      'El servidor no pudo contactar con el proveedor de tu cuenta. Inténtalo más tarde.',
    'provider-misconfigured':
      'El servidor no está bien configurado para este proveedor. Avisa a quien lo administra.',
    'list-moved': 'La lista de tus dispositivos ha cambiado entretanto. Inténtalo de nuevo.',
    'backup-moved': 'Otro de tus dispositivos hizo una copia de seguridad más nueva. Inténtalo de nuevo.',
    'keys-refused':
      'El servidor no aceptó las claves de este dispositivo. Actualiza Tidings e inténtalo de nuevo.',
    'not-linked': 'Este dispositivo no está vinculado a tu cuenta. Vincúlalo primero en los ajustes.',
    'id-taken': 'El servidor ya tiene otra cosa con este identificador. Créalo de nuevo.',
    'file-taken': 'En el servidor hay otro archivo en el lugar de este. Adjúntalo de nuevo.',
    'file-offset': 'El servidor tiene otra parte de este archivo que la enviada. Adjúntalo de nuevo.',
    'file-too-large':
      'Este archivo es más grande de lo que admite el servidor. Envíalo por partes o comparte un enlace.',
    'file-quota':
      'No queda espacio para tus archivos en el servidor. Borra algunos o pide más a quien lo administra.',
    'people-quota':
      'Este espacio de trabajo ya tiene todas las personas que puede tener. Pide a un propietario o administrador que haga sitio e inténtalo de nuevo.',
    'file-damaged': 'El archivo no llegó como se envió. Adjúntalo de nuevo.',
    'file-infected':
      'El servidor encontró software malicioso en este archivo y lo retiró. No abras copias de él.',
    'file-unscanned':
      'El servidor aún no ha comprobado si este archivo contiene software malicioso. Inténtalo de nuevo en un minuto.',
    'no-such-file': 'El servidor no tiene este archivo. Adjúntalo de nuevo.',
    'range-outside': 'El archivo del servidor es más corto de lo esperado. Pide que lo envíen de nuevo.',
    'no-such-message': 'Este mensaje ya no existe.',
    'key-reused': 'Esto ya se envió antes y decía otra cosa. Envíalo como mensaje nuevo.',
    'message-refused': 'Las reglas de este espacio de trabajo no permiten decirlo. Escríbelo de otra manera.',
    'too-large': 'Es más de lo que el servidor admite de una vez. Acórtalo o envíalo por partes.',
    unavailable:
      'El servidor no puede hacerlo ahora mismo. No se cambió nada; inténtalo de nuevo en un minuto.',
    'too-many-webhooks':
      'Este espacio de trabajo ya tiene todos los webhooks que puede tener. Quita primero uno.',
  },
  outbox: {
    locked:
      'Este perfil está bloqueado, así que no se puede poner nada a salvo. Desbloquéalo y envía de nuevo.',
    full: 'El disco está lleno, así que tu mensaje no se pudo poner a salvo. Libera espacio y envía de nuevo.',
    counter: 'Mientras tanto escribió otra ventana. Recarga esta y envía de nuevo.',
    failed: (detail: string) => `Tu mensaje no se pudo escribir en el disco. Inténtalo de nuevo. (${detail})`,
  },
  storeFailures: {
    full: 'El disco está lleno. Los mensajes nuevos no se pueden guardar en este dispositivo hasta que haya espacio.',
    damaged: (where: string) =>
      `Una parte de lo que guarda este dispositivo está dañada y se trae de nuevo del servidor. (${where})`,
    closed: 'El almacenamiento de este dispositivo se cerró. Recarga esta ventana.',
    failed: (detail: string) =>
      `El almacenamiento de este dispositivo no responde como debería. Recarga esta ventana. (${detail})`,
  },
}
