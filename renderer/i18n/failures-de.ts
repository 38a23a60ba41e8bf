import type { FailureCode } from '../../electron/contract/failure.ts';
import type { FailureText } from './failures-en.ts';

/** A title and an advice for each code of the contract, in German. */
export const failuresDe = {
  badRequest: {
    title: 'Das Programm hat etwas angefordert, das es nicht gibt.',
    advice: 'Starten Sie es neu. Tritt das wieder auf, senden Sie uns die Details.',
  },
  forbiddenSender: {
    title: 'Das Programm hat eine Anfrage abgelehnt, die nicht von seiner eigenen Seite kam.',
    advice: 'Starten Sie es neu. Tritt das wieder auf, senden Sie uns die Details.',
  },
  internal: {
    title: 'Im Programm ist ein Fehler aufgetreten.',
    advice:
      'Versuchen Sie es noch einmal. Tritt das wieder auf, starten Sie es neu und senden Sie uns die Details.',
  },
  cancelled: { title: 'Abgebrochen.', advice: 'Sie können es jederzeit noch einmal versuchen.' },
  hostInvalid: {
    title: 'Das ist keine Adresse einer Instanz.',
    advice:
      'Geben Sie sie ein wie in der Adresszeile des Browsers, zum Beispiel demodb.my.erp.net.',
  },
  managed: {
    title: 'Ihre Organisation hat das abgeschaltet.',
    advice: 'Wenden Sie sich an Ihren Administrator, wenn Sie es brauchen.',
  },
  hostNotFound: {
    title: 'Es gibt keinen Computer mit diesem Namen.',
    advice: 'Prüfen Sie die Schreibweise und ob Sie das Firmennetz oder VPN brauchen.',
  },
  hostUnreachable: {
    title: 'Die Instanz ist nicht erreichbar.',
    advice: 'Prüfen Sie Netzwerk oder VPN, und versuchen Sie es noch einmal.',
  },
  hostNotTrusted: {
    title: 'Die Identität dieses Servers lässt sich nicht bestätigen.',
    advice:
      'Sein Zertifikat ist für diesen Computer nicht gültig. Melden Sie sich dort nicht an; fragen Sie Ihren Administrator.',
  },
  notErpNet: {
    title: 'Hier ist ein Server, aber es ist nicht ERP.net.',
    advice: 'Prüfen Sie die Adresse. Es ist die, unter der Sie den Webclient von ERP.net öffnen.',
  },
  instanceNotWorking: {
    title: 'Die Instanz meldet, dass sie im Moment nicht arbeitet.',
    advice: 'Versuchen Sie es in einigen Minuten wieder, oder fragen Sie Ihren Administrator.',
  },
  signInDenied: {
    title: 'Die Anmeldung wurde abgelehnt.',
    advice:
      'Haben Sie selbst abgelehnt, melden Sie sich noch einmal an. Sonst bitten Sie Ihren Administrator um Zugang.',
  },
  signInTimedOut: {
    title: 'Der Browser ist nicht rechtzeitig zurückgekehrt.',
    advice: 'Melden Sie sich noch einmal an, und schließen Sie die Anmeldung im Browser ab.',
  },
  signInPortsTaken: {
    title: 'Andere Programme belegen die Ports, die die Anmeldung braucht.',
    advice:
      'Schließen Sie Programme, die Sie nicht brauchen, oder starten Sie den Computer neu, und versuchen Sie es noch einmal.',
  },
  signInRejected: {
    title: 'Die Antwort der Instanz auf die Anmeldung war nicht annehmbar.',
    advice:
      'Melden Sie sich noch einmal an. Tritt das wieder auf, senden Sie die Details an Ihren Administrator.',
  },
  browserNotOpened: {
    title: 'Es ließ sich kein Browser öffnen.',
    advice:
      'Legen Sie in den Systemeinstellungen einen Standardbrowser fest, und melden Sie sich dann an.',
  },
  appNotRegistered: {
    title: 'Die Instanz kennt diese Anwendung nicht.',
    advice:
      'Bitten Sie Ihren Administrator, sie als vertrauenswürdige Anwendung einzutragen, oder geben Sie unter „Erweitert“ die richtige Anwendungs-ID ein.',
  },
  clientSecretNeeded: {
    title: 'Die Instanz verlangt von dieser Anwendung ihren geheimen Schlüssel.',
    advice:
      'Lassen Sie sich den Schlüssel von Ihrem Administrator geben, tragen Sie ihn unter „Erweitert“ ein, und melden Sie sich dann an.',
  },
  clientSecretRefused: {
    title: 'Die Instanz hat den geheimen Schlüssel dieser Anwendung abgelehnt.',
    advice:
      'Vielleicht wurde er geändert oder falsch eingegeben. Fragen Sie Ihren Administrator nach dem jetzigen, und tragen Sie ihn unter „Erweitert“ ein.',
  },
  scopeNotAllowed: {
    title: 'Die Instanz erlaubt dieser Anwendung nicht, was sie braucht.',
    advice:
      'Bitten Sie Ihren Administrator, ihr die Scopes openid, profile, offline_access und read zu erlauben.',
  },
  needsSignIn: {
    title: 'Sie müssen sich wieder anmelden.',
    advice: 'Melden Sie sich an, und es geht hier weiter.',
  },
  storageFailed: {
    title: 'Dieser Computer konnte eine Datei nicht speichern oder lesen.',
    advice:
      'Prüfen Sie, ob der Datenträger Platz hat und Sie darauf schreiben dürfen, und versuchen Sie es noch einmal.',
  },
  storageLocked: {
    title: 'Der Schlüsselbund dieses Computers ist gesperrt.',
    advice: 'Entsperren Sie ihn, und versuchen Sie es noch einmal.',
  },
  busyElsewhere: {
    title: 'Das Programm läuft ein zweites Mal und erneuert die Anmeldung gerade.',
    advice:
      'Warten Sie einen Augenblick, und versuchen Sie es noch einmal. Bleibt es dabei, schließen Sie das andere.',
  },
  offline: {
    title: 'Sie sind offline.',
    advice: 'Verbinden Sie sich mit dem Netzwerk; dann geht es von selbst weiter.',
  },
  timedOut: {
    title: 'Die Instanz hat zu lange für eine Antwort gebraucht.',
    advice: 'Versuchen Sie es noch einmal. Weniger Zeilen, durch eine Suche, kommen schneller.',
  },
  notFound: {
    title: 'In der Instanz gibt es das nicht mehr.',
    advice: 'Vielleicht wurde es umbenannt oder entfernt. Lesen Sie die Navigatorliste neu.',
  },
  noPermission: {
    title: 'Ihre Rolle darf das nicht sehen.',
    advice: 'Wenden Sie sich an Ihren Administrator, wenn Sie es brauchen.',
  },
  noLicenceSeat: {
    title: 'Alle Lizenzplätze der Instanz sind belegt.',
    advice: 'Ein Platz wird frei, wenn sich jemand abmeldet oder 20 Minuten nichts tut.',
  },
  tooManyRequests: {
    title: 'Die Instanz hat um eine Pause gebeten.',
    advice: 'Warten Sie einen Augenblick, und versuchen Sie es noch einmal.',
  },
  serverError: {
    title: 'Die Instanz konnte das nicht ausführen.',
    advice:
      'Versuchen Sie es noch einmal. Tritt das wieder auf, helfen die Details Ihrem Administrator.',
  },
  serverUnavailable: {
    title: 'Die Instanz ist im Moment nicht verfügbar.',
    advice: 'Vielleicht startet sie gerade neu. Versuchen Sie es in einer Minute wieder.',
  },
  answerIncomplete: {
    title: 'Die Antwort ist vor ihrem Ende abgebrochen.',
    advice: 'Nichts davon wurde übernommen. Versuchen Sie es noch einmal.',
  },
  answerTooLarge: {
    title: 'Die Antwort war größer, als dieses Programm annimmt.',
    advice: 'Grenzen Sie sie durch eine Suche ein.',
  },
  answerNotUnderstood: {
    title: 'Die Antwort stammt nicht von ERP.net.',
    advice:
      'Vielleicht ist ein Proxy oder die Anmeldeseite Ihres Netzwerks dazwischen. Sehen Sie im Browser nach, und versuchen Sie es noch einmal.',
  },
  foreignAddress: {
    title: 'Die Instanz hat auf eine fremde Adresse verwiesen; das Programm ist ihr nicht gefolgt.',
    advice: 'Senden Sie die Details an Ihren Administrator.',
  },
  cursorExpired: {
    title: 'Die Stelle in der Liste ist verloren gegangen.',
    advice: 'Laden Sie die Liste neu; was Sie sehen, bleibt bis dahin.',
  },
  notKept: {
    title: 'Das ist nicht auf diesem Computer.',
    advice:
      'Stellen Sie die Verbindung zur Instanz her, und machen Sie es für das nächste Mal offline verfügbar.',
  },
  copyLocked: {
    title: 'Die Daten auf diesem Computer sind gesperrt.',
    advice: 'Melden Sie sich wieder an, und alles ist wie vorher.',
  },
  tooManyViews: {
    title: 'Es gibt zu viele Ansichten.',
    advice: 'Löschen Sie einige, die niemand mehr braucht; ein Konto hat Platz für 500.',
  },
  fileUnreadable: {
    title: 'Die Datei ließ sich nicht lesen.',
    advice: 'Prüfen Sie, ob sie noch da ist und Sie sie lesen dürfen.',
  },
  fileNotUnderstood: {
    title: 'In dieser Datei sind keine Ansichten, die sich übernehmen lassen.',
    advice: 'Wählen Sie eine, die mit „Exportieren…“ entstanden ist. Nichts wurde geändert.',
  },
  fileTooNew: {
    title: 'Diese Datei stammt aus einer neueren Version des Programms.',
    advice: 'Aktualisieren Sie das Programm, und importieren Sie sie dann. Nichts wurde geändert.',
  },
  updateNotTrusted: {
    title:
      'Was der Server für Aktualisierungen gesendet hat, ist nicht vom Hersteller dieses Programms signiert.',
    advice: 'Nichts davon wurde installiert. Sagen Sie es Ihrem Administrator.',
  },
  fileNotWritten: {
    title: 'Die Datei ließ sich nicht schreiben.',
    advice: 'Wählen Sie einen anderen Ordner, oder prüfen Sie, ob der Datenträger Platz hat.',
  },
  copyUnavailable: {
    title: 'Die Daten auf diesem Computer lassen sich im Moment nicht nutzen.',
    advice: 'Mit Verbindung können Sie trotzdem arbeiten. Versuchen Sie es später wieder.',
  },
} satisfies Record<FailureCode, FailureText>;
