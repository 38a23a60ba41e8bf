import type { TestProblem } from '../../electron/contract/diagnostics.ts';
import type { diagnosticsEn, networkQuestionEn, ProblemText } from './diagnostics-en.ts';

const problems = {
  earlierStep: {
    what: 'Nicht versucht.',
    todo: 'Dieser Schritt baut auf denen davor auf.',
  },
  notAnswered: {
    what: 'Innerhalb von 15 Sekunden kam keine Antwort.',
    todo: 'Prüfen Sie die Firewalls auf dem Weg: Vielleicht verschlucken sie, was sie nicht durchlassen.',
  },
  offline: {
    what: 'Dieser Computer hat kein Netzwerk.',
    todo: 'Verbinden Sie ihn, oder starten Sie das VPN, und testen Sie noch einmal.',
  },
  serverUnavailable: {
    what: 'Etwas auf dem Weg antwortet anstelle der Instanz, oder die Instanz hat Schwierigkeiten.',
    todo: 'Prüfen Sie Reverse-Proxys, Firewalls und den Dienst der Instanz selbst.',
  },
  answerNotUnderstood: {
    what: 'Die Antwort stammt nicht von ERP.net: eine Weiterleitung, eine Seite oder etwas Unvollständiges.',
    todo: 'Öffnen Sie die Adresse auf diesem Computer im Browser; vielleicht steht die Anmeldeseite eines Netzwerks im Weg.',
  },
  hostInvalid: {
    what: 'Das ist keine Adresse einer Instanz.',
    todo: 'Geben Sie sie ein wie in der Adresszeile des Browsers, zum Beispiel demodb.my.erp.net.',
  },
  nameNotFound: {
    what: 'Der Namensserver kennt keinen Computer mit diesem Namen.',
    todo: 'Prüfen Sie die Schreibweise, dann die Namensserver dieses Netzwerks; in einer Firma braucht der Name vielleicht das VPN.',
  },
  thisComputer: {
    what: 'Die Instanz läuft auf diesem Computer; hier muss nichts verschlüsselt werden.',
    todo: 'Es ist nichts zu tun.',
  },
  connectionRefused: {
    what: 'Der Computer ist da, aber an diesem Port antwortet nichts.',
    todo: 'Prüfen Sie, ob der Webserver läuft, und den Port in der Adresse.',
  },
  connectionFailed: {
    what: 'Es kam keine Verbindung zustande.',
    todo: 'Prüfen Sie Routen und Firewalls zwischen diesem Computer und der Instanz: HTTPS, Port 443, wenn die Adresse keinen anderen nennt.',
  },
  proxyRefused: {
    what: 'Der Proxy stellt keine Verbindung zur Instanz her.',
    todo: 'Erlauben Sie die Adresse der Instanz auf dem Proxy, oder berichtigen Sie die Proxyeinstellungen des Systems.',
  },
  proxySignIn: {
    what: 'Der Proxy will wissen, wer Sie sind.',
    todo: 'Testen Sie noch einmal, und melden Sie sich am Proxy an, wenn er fragt; oder lassen Sie diese Adresse am Proxy ohne Anmeldung zu.',
  },
  certificateNotTrusted: {
    what: 'Das Zertifikat stammt von einer Stelle, der dieser Computer nicht vertraut.',
    todo: 'Ist es die Zertifizierungsstelle Ihrer Firma, nehmen Sie sie in die Zertifikate des Systems auf. Wenn nicht, lassen Sie niemanden sich anmelden: Vielleicht liest jemand mit.',
  },
  certificateExpired: {
    what: 'Das Zertifikat ist jetzt nicht gültig.',
    todo: 'Erneuern Sie es auf dem Server. Ist es in Ordnung, stellen Sie die Uhr dieses Computers.',
  },
  certificateWrongName: {
    what: 'Das Zertifikat gehört zu einem anderen Namen.',
    todo: 'Verwenden Sie den Namen, für den es ausgestellt ist, oder richten Sie auf dem Server eines für diesen Namen ein.',
  },
  certificateRevoked: {
    what: 'Das Zertifikat wurde von seiner Zertifizierungsstelle zurückgezogen.',
    todo: 'Richten Sie auf dem Server ein neues ein.',
  },
  certificateEndsSoon: {
    what: 'Das Zertifikat läuft in den nächsten zwei Wochen ab.',
    todo: 'Erneuern Sie es rechtzeitig auf dem Server.',
  },
  clientCertificate: {
    what: 'Der Server verlangt ein Zertifikat dieses Computers oder einer Person und hat keines angenommen.',
    todo: 'Installieren Sie das Zertifikat, das der Server annimmt, und wählen Sie es, wenn danach gefragt wird.',
  },
  tlsFailed: {
    what: 'Es kam keine verschlüsselte Verbindung zustande.',
    todo: 'Der Server muss TLS 1.2 oder neuer sprechen; vielleicht ist etwas im Weg, das in Verbindungen hineinsieht.',
  },
  notErpNet: {
    what: 'Ein Webserver antwortet, aber es ist nicht ERP.net: Er hat kein Auto-Discovery.',
    todo: 'Verwenden Sie die Adresse der Instanz selbst. /tools/auto-discovery muss ohne Anmeldung erreichbar sein.',
  },
  instanceNotWorking: {
    what: 'Die Instanz meldet, dass ihre Identitäts- oder Domain-API-Website fehlt oder nicht arbeitet.',
    todo: 'Sehen Sie in der Verwaltung der Instanz nach ihren Websites.',
  },
  sitesNotProtected: {
    what: 'Die Instanz nennt eine Website ohne HTTPS.',
    todo: 'Berichtigen Sie die Adressen der Websites in der Verwaltung der Instanz.',
  },
  sitesNotConfirmed: {
    what: 'Die Instanz nennt eine Identitätswebsite, die andere Websites nennt als sie.',
    todo: 'Die Adressen von Identität, Profil und Domain API müssen zusammengehören; berichtigen Sie sie in der Verwaltung der Instanz.',
  },
  identityNotThere: {
    what: 'An der Adresse, die die Instanz nennt, ist keine Identitätswebsite.',
    todo: 'Berichtigen Sie die Adresse der Identitätswebsite; ihr Discovery-Dokument muss erreichbar sein und dieselbe Adresse nennen.',
  },
  clockDiffers: {
    what: 'Die Uhren dieses Computers und der Instanz gehen um mehr als eine Minute auseinander.',
    todo: 'Lassen Sie beide ihre Zeit aus dem Netzwerk holen. Anmeldungen können sonst scheitern.',
  },
  notSignedIn: {
    what: 'Niemand ist angemeldet.',
    todo: 'Alles, was die Anmeldung braucht, funktioniert. Melden Sie sich an, und testen Sie für den Rest noch einmal.',
  },
  signedInElsewhere: {
    what: 'Sie sind an einer anderen Instanz angemeldet.',
    todo: 'Wechseln Sie zu einem Konto dieser Instanz, und testen Sie für den Rest noch einmal.',
  },
  keyringLocked: {
    what: 'Die Anmeldung ist gespeichert, aber der Schlüsselbund des Systems ist gesperrt.',
    todo: 'Entsperren Sie den Schlüsselbund.',
  },
  signInEnded: {
    what: 'Die Anmeldung ist abgelaufen.',
    todo: 'Melden Sie sich wieder an; der Grund steht im Fenster.',
  },
  renewalFails: {
    what: 'Die Anmeldung ließ sich zuletzt nicht erneuern.',
    todo: 'Das wird von selbst noch einmal versucht. Bleibt es dabei, testen Sie die Schritte oben auf einem Computer, auf dem es geht.',
  },
  accessRunOut: {
    what: 'Der Zugriff ist abgelaufen, wie jede Stunde.',
    todo: 'Er wird mit dem nächsten Öffnen erneuert, nicht durch diesen Test. Öffnen Sie einen Navigator, und testen Sie dann noch einmal.',
  },
  noLicenceSeat: {
    what: 'Alle Lizenzplätze sind belegt.',
    todo: 'Warten Sie, bis einer frei ist, oder fragen Sie, wer die Lizenzen verwaltet.',
  },
  tooManyRequests: {
    what: 'Die Instanz bittet um eine Pause: Es kamen zu viele Anfragen in kurzer Zeit.',
    todo: 'Testen Sie in einer Minute noch einmal.',
  },
  accessRefused: {
    what: 'Die Domain API lehnt einen Zugriff ab, den die Identitätswebsite gewährt hat.',
    todo: 'Testen Sie nach einer Minute noch einmal. Bleibt es dabei, vergleichen Sie die Uhren, und prüfen Sie die Scopes der vertrauenswürdigen Anwendung.',
  },
  refusedOnTheWay: {
    what: 'Etwas zwischen hier und der Domain API antwortet mit einer eigenen Seite.',
    todo: 'Prüfen Sie Reverse-Proxys und Firewalls vor der Domain API.',
  },
  apiNotThere: {
    what: 'An der Adresse, die die Instanz nennt, ist keine Domain API.',
    todo: 'Berichtigen Sie die Adresse der Domain API in der Verwaltung der Instanz.',
  },
  serverError: {
    what: 'Die Instanz antwortet mit einem Fehler.',
    todo: 'In ihrem eigenen Protokoll steht mehr, zur Zeit dieses Tests.',
  },
  noSet: {
    what: 'Es ist kein Navigator geöffnet, an dem sich die Rechte prüfen lassen.',
    todo: 'Öffnen Sie einen, und testen Sie dann noch einmal.',
  },
  noPermission: {
    what: 'Sie sind angemeldet, dürfen das aber nicht lesen.',
    todo: 'Wer in ERP.net Rechte vergibt, kann es Ihnen oder Ihrer Rolle erlauben.',
  },
  setNotThere: {
    what: 'In der Instanz gibt es nichts mehr mit diesem Namen.',
    todo: 'Lesen Sie die Navigatorliste neu.',
  },
} satisfies Record<TestProblem, ProblemText>;

/** The diagnostics in German. */
export const diagnosticsDe: typeof diagnosticsEn = {
  title: 'Verbindung und Diagnose',
  close: 'Schließen',
  part: {
    connectionTest: 'Verbindungstest',
    requestList: 'Anfragen',
    copyDiagnostics: 'Für den Support',
  },
  milliseconds: '{{ms}} ms',
  bytes: '{{bytes}} B',
  seconds: '{{seconds}} s',
  companyAuthority:
    'keine, die Browser mitbringen; meist die Ihrer Firma oder ein Proxy, der in Verbindungen hineinsieht',
  test: {
    start: 'Testen',
    hint: 'Geht den Weg zur Instanz ab. Erneuert nichts; wenn Sie angemeldet sind, kann der Test einen Lizenzplatz belegen wie jeder Blick in die Daten.',
    through: 'Der Test ist durchgelaufen.',
    endsAt: 'Der Test hat ein Problem gefunden: {{step}}.',
  },
  step: {
    name: 'Name',
    tls: 'Verschlüsselte Verbindung',
    discovery: 'Instanz',
    identity: 'Identitätswebsite',
    session: 'Anmeldung',
    domainApi: 'Domain API',
    rights: 'Rechte',
  },
  status: {
    waiting: 'noch nicht',
    running: 'wird getestet',
    passed: 'funktioniert',
    noted: 'funktioniert, mit einer Anmerkung',
    failed: 'funktioniert nicht',
    skipped: 'nicht versucht',
  },
  fact: {
    proxy: 'Weg',
    addresses: 'Adressen',
    certificateFor: 'Zertifikat für',
    certificateFrom: 'Ausgestellt von',
    validFrom: 'Gültig ab',
    validUntil: 'Gültig bis',
    companyAuthority: 'Zertifizierungsstelle',
    version: 'Version',
    identitySite: 'Identitätswebsite',
    clockBehind: 'Uhr geht nach um',
    set: 'Versucht mit',
  },
  problem: problems,
  requests: {
    label: 'Die letzten Anfragen',
    none: 'Noch wurde nichts angefragt.',
    time: 'Zeit',
    source: 'Von',
    from: { instance: 'Netzwerk', copy: 'Dieser Computer' },
    address: 'Angefragt',
    answer: 'Antwort',
    duration: 'Dauer',
    size: 'Größe',
  },
  report: {
    label: 'Was kopiert wird',
    sentence:
      'Das ist alles, was kopiert wird. Es enthält keine Datensätze, keine Namen von Personen und keine Passwörter; es nennt die Adresse der Instanz und die Navigatoren, die benutzt wurden.',
    copied: 'Kopiert. Fügen Sie es in eine E-Mail an die Person ein, die Ihnen hilft.',
  },
};

/** What the network asks, in German. */
export const networkQuestionDe: typeof networkQuestionEn = {
  goOn: 'Weiter',
  proxy: {
    title: 'Am Proxy anmelden',
    sentence:
      'Ihr Netzwerk führt über {{proxy}}, und der will wissen, wer Sie sind. Das ist nicht Ihre Anmeldung an ERP.net.',
    realm: 'Er nennt sich „{{realm}}“.',
    refused: 'Der Proxy hat das nicht angenommen. Prüfen Sie Benutzer und Passwort.',
    user: 'Benutzer',
    password: 'Passwort',
    kept: 'Gilt, bis Sie das Programm schließen, und wird nirgends gespeichert.',
  },
  certificate: {
    title: 'Zertifikat wählen',
    sentence: '{{host}} verlangt ein Zertifikat, das sagt, wer Sie sind.',
    facts: '{{subject}}, ausgestellt von {{issuer}}, gültig bis {{day}}',
    refused: 'Der Server hat das zuvor gewählte Zertifikat nicht angenommen.',
    kept: 'Ihre Wahl gilt, bis Sie das Programm schließen. Mit „Abbrechen“ wird keines vorgezeigt.',
  },
};
