import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number, plural } = spanish

export const words: Translated<typeof english> = {
  releaseTitle: 'Vincular un dispositivo nuevo',
  releaseIntro:
    'Primero inicia sesión en el dispositivo nuevo y elige allí «Vincular con otro dispositivo». Mostrará un código de 8 cifras.',
  releaseBegin: 'Continuar',
  codeTitle: 'Escribe el código',
  codeText:
    'Escribe las 8 cifras que muestra el dispositivo nuevo. Escribe solo lo que veas con tus propios ojos: quien te haga escribir su código podrá leerlo todo.',
  codeLabel: 'Código del dispositivo nuevo',
  codeHint: '8 cifras',
  codeShort: 'Escribe las 8 cifras.',
  codeSubmit: 'Buscarlo',
  foundTitle: (device: string) => `¿Es este tu dispositivo nuevo: ${device}?`,
  foundNone:
    'Aún no tienes conversaciones selladas. Si continúas, recibe las claves de las que vengan y, con ellas:',
  foundText: (conversations: number) =>
    counted(conversations, {
      one: 'Si continúas, recibe las claves de # conversación sellada y, con ellas:',
      other: 'Si continúas, recibe las claves de # conversaciones selladas y, con ellas:',
    }),
  foundAll: 'todos sus mensajes, antiguos y nuevos',
  foundSince: (moment: string) => `todos los mensajes escritos desde ${moment}`,
  foundAs: 'el derecho a escribir en tu nombre, hasta que lo quites',
  foundSeen: 'Las personas con las que escribes y tus otros dispositivos verán que lo vinculaste.',
  foundConfirm: 'Sí, entregar mis claves',
  foundCancel: 'No, detener',
  sendingTitle: (device: string) => `Enviando a ${device}`,
  sending: (done: number, total: number) =>
    plural(total, {
      one: `${number(done)} de ${number(total)} conversación`,
      other: `${number(done)} de ${number(total)} conversaciones`,
    }),
  sendingText: 'Deja encendidos los dos dispositivos. Los mensajes más recientes van primero.',
  doneTitle: (device: string) => `${device} está vinculado`,
  doneText:
    'Ya puede leer y escribir en tus conversaciones selladas. El historial más antiguo sigue llegando allí.',
  done: 'Listo',
  failedTitle: 'El dispositivo no se vinculó',
  again: 'Empezar de nuevo',
  unlinkedTitle: 'Este dispositivo aún no está vinculado',
  unlinkedText:
    'Los canales funcionan al instante. Las conversaciones selladas están cerradas para todos menos tus propios dispositivos, y este aún no tiene tus claves. Elige cómo las recibe.',
  /** Instead, where a backup has brought keys and the list of devices does not take this one. */
  refusedText:
    'Tus claves llegaron con una copia de seguridad, y lo que contiene se puede seguir leyendo. Pero la lista de tus dispositivos no admite este. Puedes elegir otra forma de entrar; mientras la lista esté llena, solo sirve «Empezar de cero».',
  fromDevice: 'Vincular con otro dispositivo',
  fromNoDevice: 'Ninguno de tus dispositivos tiene ya claves.',
  fromDeviceText: (devices: number) =>
    counted(devices, {
      one: 'Tienes # dispositivo más. Es lo mejor: viene todo tu historial.',
      other: 'Tienes # dispositivos más. Es lo mejor: viene todo tu historial.',
    }),
  fromCode: 'Usar el código de recuperación',
  fromCodeText: 'Si tienes el código por escrito y ningún dispositivo a mano.',
  fromNoCode: 'No se configuró ningún código de recuperación para esta cuenta.',
  anew: 'Empezar de cero',
  anewText: 'Si no tienes ninguno de los dos. Lo escrito hasta ahora queda cerrado.',
  later: 'Más tarde',
  showTitle: 'Vincular con otro dispositivo',
  showSteps: [
    'En el otro dispositivo, abre el menú de la cuenta, «Tus dispositivos», «Vincular un dispositivo nuevo».',
    'Escribe allí este código:',
  ],
  showName: (device: string) => `El otro dispositivo preguntará por «${device}».`,
  showExpires: (moment: string) =>
    `El código vale hasta las ${moment}. No se lo leas ni se lo envíes a nadie.`,
  showLabel: 'Código de este dispositivo',
  preparing: 'Aquí aparecerá un código en cuanto el otro dispositivo esté listo.',
  asked: (device: string) =>
    `Mira el otro dispositivo. ¿Pregunta si «${device}» es tu dispositivo nuevo? Si dice que el código es incorrecto, cancela aquí: alguien podría estar entre los dos.`,
  askedConfirm: 'Sí, lo pregunta',
  askedConfirmed: 'Confírmalo ahora en el otro dispositivo.',
  receiving: (done: number, total: number) =>
    `Conversaciones que llegan: ${number(done)} de ${number(total)}`,
  receivedTitle: 'Este dispositivo está vinculado',
  receivedText:
    'Ya están aquí los mensajes más recientes de tus conversaciones selladas. Los anteriores siguen llegando por sí solos.',
  anewTitle: '¿Empezar de cero?',
  /** Instead of the first of the consequences, where a backup has brought keys. */
  anewKept:
    'Recibes una clave nueva. Lo que llegó con la copia de seguridad se puede seguir leyendo en este dispositivo. Lo que se escribió desde entonces queda cerrado, salvo que más tarde vincules un dispositivo antiguo o encuentres el código de recuperación.',
  anewConsequences: [
    'Recibes una clave nueva. Los mensajes sellados escritos hasta ahora quedan cerrados en este dispositivo, salvo que más tarde vincules un dispositivo antiguo o encuentres el código de recuperación.',
    'En tus otros dispositivos, si los hay, se cierran las conversaciones selladas.',
    'Todos con los que escribes ven que tu clave ha cambiado. A quienes te habían verificado se les pide comparar de nuevo antes de escribir.',
    'Tus grupos siguen: los demás conservan su historial y tú lees lo que se escriba desde entonces.',
  ],
  anewUnderstood: 'No tengo otro dispositivo vinculado ni código de recuperación',
  anewNotUnderstood: 'Marca esto primero. Si tienes alguno de los dos, úsalo.',
  anewSubmit: 'Empezar de cero',
  failures: {
    'wrong-password': 'Esa no es la contraseña de tu cuenta.',
    wrongCode: (attemptsLeft: number) =>
      counted(attemptsLeft, {
        one: 'Ningún dispositivo en espera muestra este código. Míralo otra vez; te queda # intento.',
        other: 'Ningún dispositivo en espera muestra este código. Míralo otra vez; te quedan # intentos.',
      }),
    wrongCodeLast:
      'Ese no es el código de un dispositivo en espera. Empieza de nuevo en los dos con un código nuevo.',
    expired: 'Tardó demasiado y el código ya no vale. Empieza de nuevo en los dos dispositivos.',
    cancelled: 'Se detuvo en el otro dispositivo. No se entregó nada.',
    tampered:
      'Los dos dispositivos no vieron lo mismo, así que no se entregó nada. Alguien pudo ponerse entre ellos. Inténtalo en una red en la que confíes.',
    'not-primary':
      'Este dispositivo no puede añadir otros. Usa uno marcado como «Puede añadir y quitar dispositivos».',
    'by-policy':
      'Tu cuenta ya tiene todos los dispositivos que permite tu organización. Quita uno que ya no uses y vincula después este.',
    unreachable:
      'No se pudo contactar con el servidor. Los dos dispositivos lo necesitan para encontrarse. Inténtalo de nuevo cuando tengas conexión.',
    failed: (detail: string) => `No funcionó. No se entregó nada. Inténtalo de nuevo. (${detail})`,
  },
}
